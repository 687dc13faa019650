import { createProvider } from '../create-provider.js';
import { LecternError } from '../errors.js';
import type { JoinInput, ProviderAdapter, ProviderCapabilities, VideoProvider } from '../provider.js';

/** The part of an assertion library the suite uses; that of Vitest, Jest and Bun fits. */
export type SuiteExpect = (actual: unknown) => {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
};

export interface DescribeProviderOptions {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
  readonly expect: SuiteExpect;
  /** A fresh adapter, over a fake of the vendor's server or a real one. Called once a test. */
  readonly create: () => ProviderAdapter | Promise<ProviderAdapter>;
  /** The kinds of ticket this adapter mints. Default: any. */
  readonly ticketKinds?: readonly string[];
  /** A room id that is free at the vendor. Default: `suite-` and a number. */
  readonly newRoomId?: () => string;
}

type Call = readonly [name: string, call: (provider: VideoProvider) => Promise<unknown>];

let rooms = 0;

/**
 * What every adapter must keep, whatever vendor it speaks to: run it in the adapter's own test file.
 *
 * @example
 * ```ts fragment
 * import { describeProvider } from '@lectern/core/testing';
 * import { describe, expect, it } from 'vitest';
 *
 * describeProvider({ describe, it, expect, create: () => acmeAdapter({ serverUrl, fetch: fakeAcme() }) });
 * ```
 */
export function describeProvider(options: DescribeProviderOptions): void {
  const { describe, it, expect, create, ticketKinds } = options;
  const newRoomId = options.newRoomId ?? (() => `suite-${++rooms}`);

  /** A provider without retries, so that a refusal is one call. */
  async function open(): Promise<{ provider: VideoProvider; adapter: ProviderAdapter; join: JoinInput }> {
    const adapter = await create();
    const provider = createProvider(adapter, { retries: 0 });
    const participant = { id: 'ünï/4711@lms', name: 'Ana Lima 李', role: 'participant' } as const;
    return { provider, adapter, join: { roomId: newRoomId(), participant } };
  }

  describe('capabilities', () => {
    it('stand as flags beside the methods they promise', async () => {
      const { adapter } = await open();
      const broken = Object.entries(PROMISED)
        .filter(([flag]) => adapter.capabilities[flag as keyof ProviderCapabilities])
        .flatMap(([, methods]) => methods.filter((method) => typeof adapter[method] !== 'function'));
      expect(broken).toEqual([]);
    });

    it('name where presence comes from', async () => {
      const { provider } = await open();
      const { presence = 'none', signedWebhooks = false, maxParticipants } = provider.capabilities;
      expect(['events', 'poll', 'none'].includes(presence)).toBe(true);
      // Events that nobody signed are no evidence; polls need something to poll.
      if (presence === 'events') expect(signedWebhooks).toBe(true);
      if (presence === 'poll') expect(provider.capabilities.listParticipants).toBe(true);
      if (maxParticipants !== undefined)
        expect(Number.isInteger(maxParticipants) && maxParticipants > 1).toBe(true);
    });

    it('that are false or left out answer PROVIDER_UNSUPPORTED', async () => {
      const { provider, adapter, join } = await open();
      for (const [method, call] of flaggedCalls(join)) {
        const flag = Object.entries(PROMISED).find(([, methods]) => methods.includes(method as never))?.[0];
        const able = adapter.capabilities[(flag ?? 'recording') as keyof ProviderCapabilities];
        if (able && typeof adapter[method as keyof ProviderAdapter] === 'function') continue;
        expect([method, await codeOf(call(provider))]).toEqual([method, 'PROVIDER_UNSUPPORTED']);
      }
    });
  });

  describe('rooms', () => {
    it('created twice under one id are one room', async () => {
      const { provider, join } = await open();
      const room = { roomId: join.roomId, title: 'Algebra <b>&"\' 代数' };
      const first = await provider.createRoom(room);
      const second = await provider.createRoom(room);
      expect(first.roomId).toBe(room.roomId);
      expect(second.roomId).toBe(first.roomId);
      expect(second.occurrenceId).toBe(first.occurrenceId);
    });

    it('created at the same time under one id are one room', async () => {
      const { provider, join } = await open();
      const room = { roomId: join.roomId, title: 'Algebra' };
      const [first, second] = await Promise.all([provider.createRoom(room), provider.createRoom(room)]);
      expect(second.occurrenceId).toBe(first.occurrenceId);
    });

    it('have a status, unknown ones too', async () => {
      const { provider, join } = await open();
      expect(typeof (await provider.getRoomStatus({ roomId: join.roomId })).active).toBe('boolean');
      await provider.createRoom({ roomId: join.roomId, title: 'Algebra' });
      expect(typeof (await provider.getRoomStatus({ roomId: join.roomId })).active).toBe('boolean');
    });

    it('are deleted once, and a second time without an error', async () => {
      const { provider, join } = await open();
      await provider.createRoom({ roomId: join.roomId, title: 'Algebra' });
      await provider.deleteRoom({ roomId: join.roomId });
      await provider.deleteRoom({ roomId: join.roomId });
      const { presence = 'none' } = provider.capabilities;
      if (presence !== 'none')
        expect((await provider.getRoomStatus({ roomId: join.roomId })).active).toBe(false);
    });
  });

  describe('tickets', () => {
    it('have a kind, an end in the future and survive JSON', async () => {
      const { provider, adapter, join } = await open();
      if (!adapter.getJoinTicket) return;
      await provider.createRoom({ roomId: join.roomId, title: 'Algebra' });
      const ticket = await provider.getJoinTicket(join);
      expect(typeof ticket.kind).toBe('string');
      if (ticketKinds) expect(ticketKinds.includes(ticket.kind)).toBe(true);
      expect(new Date(ticket.expiresAt).toISOString()).toBe(ticket.expiresAt);
      expect(JSON.parse(JSON.stringify(ticket))).toEqual(ticket);
    });

    it('that live longer end later', async () => {
      const { provider, adapter, join } = await open();
      if (!adapter.getJoinTicket) return;
      await provider.createRoom({ roomId: join.roomId, title: 'Algebra' });
      const short = await provider.getJoinTicket({ ...join, ttlSeconds: 60 });
      const long = await provider.getJoinTicket({ ...join, ttlSeconds: 1_800 });
      expect(Date.parse(long.expiresAt) > Date.parse(short.expiresAt)).toBe(true);
    });

    it('as a link are absolute', async () => {
      const { provider, adapter, join } = await open();
      if (!adapter.capabilities.joinUrl) return;
      await provider.createRoom({ roomId: join.roomId, title: 'Algebra' });
      expect(/^https?:$/.test(new URL(await provider.getJoinUrl(join)).protocol)).toBe(true);
    });
  });

  describe('what goes wrong', () => {
    it('in the input is INVALID_INPUT', async () => {
      const { provider, join } = await open();
      for (const [name, call] of badCalls(join)) {
        expect([name, await codeOf(call(provider))]).toEqual([name, 'INVALID_INPUT']);
      }
    });

    it('since the caller gave up is ABORTED', async () => {
      const { provider, join } = await open();
      const signal = AbortSignal.abort();
      const room = { roomId: join.roomId, title: 'Algebra' };
      expect(await codeOf(provider.createRoom(room, { signal }))).toBe('ABORTED');
      expect(await codeOf(provider.getRoomStatus(room, { signal }))).toBe('ABORTED');
      expect(await codeOf(provider.deleteRoom(room, { signal }))).toBe('ABORTED');
    });

    it('with a delivery that nobody signed is refused', async () => {
      const { provider } = await open();
      if (!provider.capabilities.signedWebhooks) return;
      const request = new Request('https://lms.example.edu/v1/webhooks/x', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"event":"room_finished"}',
      });
      const code = await codeOf(provider.receiveWebhook(request));
      expect([code, code === 'SIGNATURE_MISSING' || code === 'SIGNATURE_MISMATCH']).toEqual([code, true]);
    });
  });
}

/** What a true flag promises. A vendor may record without letting us start it, so the rest of `recording` is free. */
const PROMISED = {
  recording: ['getRecordings'],
  joinUrl: ['getJoinUrl'],
  listParticipants: ['listParticipants'],
  removeParticipant: ['removeParticipant'],
  muteParticipant: ['muteParticipant'],
  updateParticipant: ['updateParticipant'],
  signedWebhooks: ['receiveWebhook', 'readDelivery'],
} as const satisfies Partial<Record<keyof ProviderCapabilities, readonly (keyof ProviderAdapter)[]>>;

function flaggedCalls(join: JoinInput): readonly Call[] {
  const room = { roomId: join.roomId };
  const person = { ...room, participantId: join.participant.id };
  return [
    ['getJoinUrl', (provider) => provider.getJoinUrl(join)],
    ['startRecording', (provider) => provider.startRecording(room)],
    ['stopRecording', (provider) => provider.stopRecording(room)],
    ['getRecordings', (provider) => provider.getRecordings({ roomIds: [join.roomId] })],
    ['getRecording', (provider) => provider.getRecording({ recordingId: 'none' })],
    ['deleteRecording', (provider) => provider.deleteRecording({ recordingId: 'none' })],
    ['listParticipants', (provider) => provider.listParticipants(room)],
    ['removeParticipant', (provider) => provider.removeParticipant(person)],
    ['muteParticipant', (provider) => provider.muteParticipant(person)],
    ['updateParticipant', (provider) => provider.updateParticipant({ ...person, grants: {} })],
    ['receiveWebhook', (provider) => provider.receiveWebhook(new Request('https://lms.example.edu'))],
    [
      'readDelivery',
      (provider) =>
        Promise.resolve().then(() =>
          provider.readDelivery({ body: '{}', contentType: 'application/json', query: {} }),
        ),
    ],
  ];
}

function badCalls(join: JoinInput): readonly Call[] {
  const { roomId, participant } = join;
  return [
    ['a room id with a slash', (provider) => provider.createRoom({ roomId: 'a/b', title: 'x' })],
    ['an empty title', (provider) => provider.createRoom({ roomId, title: '' })],
    ['no people', (provider) => provider.createRoom({ roomId, title: 'x', maxParticipants: 0 })],
    ['an empty room id', (provider) => provider.getRoomStatus({ roomId: '' })],
    ['no input', (provider) => provider.deleteRoom(undefined as never)],
    [
      'a name of 256',
      (provider) => enter(provider, { roomId, participant: { ...participant, name: 'x'.repeat(256) } }),
    ],
    ['a life of a second', (provider) => enter(provider, { ...join, ttlSeconds: 1 })],
  ];
}

/** Through the door the adapter has. */
async function enter(provider: VideoProvider, join: JoinInput): Promise<unknown> {
  return provider.capabilities.joinUrl ? provider.getJoinUrl(join) : provider.getJoinTicket(join);
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return LecternError.is(error) ? error.code : error;
  }
}
