import fc from 'fast-check';
import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { createProvider } from '../../create-provider.js';
import type { LiveKitTicket } from '../../join-ticket.js';
import type { JoinInput } from '../../provider.js';
import type { WebhookDelivery } from '../../provider-event.js';
import { livekitAdapter, type LiveKitAdapterOptions } from './adapter.js';
import * as deliveries from './deliveries.fixture.js';
import { fromIdentity, toIdentity, toMetadata } from './identity.js';

const options: LiveKitAdapterOptions = {
  serverUrl: 'https://lk.example.edu/',
  apiKey: 'school',
  apiSecret: 'a secret of at least thirty-two characters',
};
const provider = createProvider(livekitAdapter(options));
const stored = (body: string): WebhookDelivery => ({
  body,
  contentType: 'application/webhook+json',
  query: {},
});
const typesOf = (body: string): unknown[] => provider.readDelivery(stored(body)).map(({ type }) => type);

describe('events', () => {
  it.each([
    [deliveries.ROOM_STARTED, 'room-started'],
    [deliveries.ROOM_FINISHED, 'room-ended'],
    [deliveries.JOINED, 'participant-joined'],
    [deliveries.LEFT, 'participant-left'],
    [deliveries.TRACK, 'track-published'],
    [deliveries.ABORTED, 'other'],
    [deliveries.EGRESS(''), 'other'],
    [deliveries.EGRESS('EGRESS_ACTIVE'), 'recording-started'],
    [deliveries.EGRESS('EGRESS_ENDING'), 'recording-stopped'],
    [deliveries.EGRESS('EGRESS_COMPLETE'), 'recording-ready'],
    [deliveries.EGRESS('EGRESS_LIMIT_REACHED'), 'recording-ready'],
    [deliveries.EGRESS('EGRESS_FAILED'), 'recording-failed'],
    [deliveries.EGRESS('EGRESS_ABORTED'), 'recording-failed'],
  ])('%# have our names', (body, type) => {
    expect(typesOf(body)).toEqual([type]);
  });

  it('keep what the vendor calls the rest', () => {
    expect(provider.readDelivery(stored(deliveries.ABORTED))[0]).toMatchObject({
      vendorType: 'participant_connection_aborted',
    });
  });

  it('know a recorder from a person, and a room by its recording', () => {
    expect(provider.readDelivery(stored(deliveries.RECORDER))[0]?.participant).toMatchObject({
      human: false,
    });
    expect(provider.readDelivery(stored(deliveries.EGRESS('EGRESS_COMPLETE')))[0]).toMatchObject({
      roomId: 'lesson-1',
      occurrenceId: 'RM_fmatvBLBqL27',
      recordingId: 'EG_1',
      data: { file: 'lectern/lesson-1/1.mp4', sizeBytes: 1_048_576 },
    });
  });

  it('never crash on what was stored, whatever it is', () => {
    const bodies = Object.values(deliveries).map((one) =>
      typeof one === 'string' ? one : one('EGRESS_COMPLETE'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(400), fc.string({ maxLength: 3 }), (body, at, put) => {
        const events = provider.readDelivery(stored(body.slice(0, at) + put + body.slice(at + put.length)));
        for (const event of events)
          expect([typeof event.roomId, typeof event.eventId]).toEqual(['string', 'string']);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.json(), (body) => Array.isArray(provider.readDelivery(stored(body)))),
      { numRuns: 300 },
    );
  });
});

describe('identities', () => {
  it('are the ids themselves as long as they fit', async () => {
    expect(await toIdentity('ünï/4711@lms')).toBe('ünï/4711@lms');
    expect(await toIdentity('x'.repeat(255))).toBe('x'.repeat(255));
  });

  it('come back from what the vendor has, for every id', async () => {
    const id = fc.oneof(
      fc.string({ minLength: 1, maxLength: 255 }),
      fc.string({ minLength: 200, maxLength: 255, unit: 'grapheme' }),
      fc.string({ maxLength: 20 }).map((end) => `~sha256-${end}`),
    );
    await fc.assert(
      fc.asyncProperty(id, async (personId) => {
        const identity = await toIdentity(personId);
        expect(new TextEncoder().encode(identity).length).toBeLessThanOrEqual(256);
        expect(fromIdentity(identity, toMetadata(personId, identity))).toBe(personId);
      }),
      { numRuns: 200 },
    );
  });

  it('say nothing rather than a digest', async () => {
    const identity = await toIdentity('x'.repeat(300));
    expect(fromIdentity(identity, undefined)).toBeUndefined();
    expect(fromIdentity(identity, '{"id":7}')).toBeUndefined();
  });
});

describe('a ticket', () => {
  const join: JoinInput = {
    roomId: 'ses-1',
    participant: { id: 'ana@lms', name: 'Ana', role: 'moderator' },
    ttlSeconds: 600,
  };
  const claimsOf = async (input: JoinInput): Promise<Record<string, unknown>> => {
    const ticket = (await provider.getJoinTicket(input)) as LiveKitTicket;
    return (await new TokenVerifier(options.apiKey, options.apiSecret).verify(ticket.token)) as never;
  };

  it('names the address browsers use', async () => {
    expect(await provider.getJoinTicket(join)).toMatchObject({
      kind: 'livekit',
      url: 'wss://lk.example.edu',
    });
  });

  it('lets nobody run the room, rename themselves or change what is said of them', async () => {
    for (const role of ['moderator', 'participant', 'observer'] as const) {
      const { video } = await claimsOf({ ...join, participant: { ...join.participant, role } });
      expect(video).toMatchObject({ roomJoin: true, room: 'ses-1', canUpdateOwnMetadata: false });
      expect(Object.keys(video as object)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/roomAdmin|roomCreate|roomList|roomRecord|ingress/)]),
      );
    }
  });

  it.each([
    [{}, true, ['microphone', 'camera', 'screen_share', 'screen_share_audio']],
    [{ screen: false }, true, ['microphone', 'camera']],
    [{ microphone: false, camera: false, screen: false }, false, undefined],
  ] as const)('with the grants %j publishes that and no more', async (grants, canPublish, sources) => {
    const { video } = await claimsOf({ ...join, participant: { ...join.participant, grants } });
    expect(video).toMatchObject({ canPublish });
    expect((video as { canPublishSources?: unknown }).canPublishSources).toEqual(sources);
  });

  it('of an observer hears and says nothing', async () => {
    const { video } = await claimsOf({ ...join, participant: { ...join.participant, role: 'observer' } });
    expect(video).toMatchObject({
      hidden: true,
      canPublish: false,
      canPublishData: false,
      canSubscribe: true,
    });
  });
});

it.each<[string, Partial<LiveKitAdapterOptions>]>([
  ['no address', { serverUrl: '' }],
  ['an address that is none', { serverUrl: 'lk.example.edu' }],
  ['another protocol', { internalUrl: 'ftp://lk' }],
  ['no key', { apiKey: '' }],
  ['a short secret', { apiSecret: 'secret' }],
])('%s is a TypeError', (_name, wrong) => {
  expect(() => livekitAdapter({ ...options, ...wrong })).toThrow(TypeError);
});

it('says that a server that is not there does not answer, and nothing of its secret', async () => {
  const dead = createProvider(livekitAdapter({ ...options, serverUrl: 'http://127.0.0.1:9' }), {
    retries: 0,
  });
  const error = (await dead
    .createRoom({ roomId: 'r', title: 't' })
    .catch((thrown: unknown) => thrown)) as Error;
  expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true });
  expect(JSON.stringify([error.message, String(error.cause)])).not.toContain(options.apiSecret);
});
