import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { createProvider } from '../../create-provider.js';
import { livekitAdapter } from './adapter.js';
import { JOINED, LEFT } from './deliveries.fixture.js';

const apiKey = 'school';
const apiSecret = 'a secret of at least thirty-two characters';
const provider = createProvider(livekitAdapter({ serverUrl: 'wss://lk.example.edu', apiKey, apiSecret }));

interface Signing {
  readonly key?: string;
  readonly secret?: string;
  readonly signed?: string;
  readonly grant?: boolean;
}

/** A delivery as the vendor's own library signs it. */
async function delivery(
  body: string,
  { key = apiKey, secret = apiSecret, signed = body, grant }: Signing = {},
): Promise<Request> {
  const token = new AccessToken(key, secret, { identity: grant ? 'ana' : '', ttl: 300 });
  if (grant) token.addGrant({ roomJoin: true, room: 'ses-1' });
  else token.sha256 = createHash('sha256').update(signed).digest('base64');
  return request(body, await token.toJwt());
}

const request = (body: string, authorization?: string): Request =>
  new Request('https://lms.example.edu/v1/webhooks/lk', {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json', ...(authorization && { authorization }) },
    body,
  });

describe('a webhook', () => {
  it('is verified over its exact bytes, white space included', async () => {
    const body = JOINED.replace('"room":', ' "room" :  ');
    const { deliveryId, events } = await provider.receiveWebhook(await delivery(body));
    expect(deliveryId).toBe('EV_uygxnd6x7joi');
    expect(events).toEqual([
      {
        type: 'participant-joined',
        eventId: 'EV_uygxnd6x7joi',
        roomId: 'lesson-1',
        occurrenceId: 'RM_fmatvBLBqL27',
        occurredAt: new Date('2026-11-21T09:58:27.000Z'),
        participant: {
          id: 'student 1',
          connectionId: 'PA_y7xj2wnJ3Drn',
          name: 'Ben',
          joinedAt: new Date('2026-11-21T09:58:27.000Z'),
          human: true,
        },
      },
    ]);
  });

  it('is stored without the secret of its room, and read again to the same events', async () => {
    const received = await provider.receiveWebhook(await delivery(LEFT));
    expect(LEFT).toContain('turnPassword');
    expect(received.delivery.body).not.toMatch(/turnPassword|hush/);
    expect(provider.readDelivery(received.delivery)).toEqual(received.events);
  });

  it.each<[string, () => Promise<Request>, string]>([
    ['without a signature', async () => request(JOINED), 'SIGNATURE_MISSING'],
    [
      'signed with another secret',
      () => delivery(JOINED, { secret: apiSecret.toUpperCase() }),
      'SIGNATURE_MISMATCH',
    ],
    ['signed by another key', () => delivery(JOINED, { key: 'other' }), 'SIGNATURE_MISMATCH'],
    ['with another body', () => delivery(JOINED, { signed: LEFT }), 'SIGNATURE_MISMATCH'],
    ['with one byte more', () => delivery(`${JOINED} `, { signed: JOINED }), 'SIGNATURE_MISMATCH'],
    ['signed with a way into a room', () => delivery(JOINED, { grant: true }), 'SIGNATURE_MISMATCH'],
    ['with a header that is no token', async () => request(JOINED, 'nonsense'), 'SIGNATURE_MISMATCH'],
    [
      'with Bearer before the token, which the vendor never sends',
      async () => request(JOINED, `Bearer ${(await delivery(JOINED)).headers.get('authorization')}`),
      'SIGNATURE_MISMATCH',
    ],
    ['that is signed and no JSON', () => delivery('{'), 'INVALID_INPUT'],
    ['that is signed and no webhook', () => delivery('{"event":"x"}'), 'INVALID_INPUT'],
  ])('%s is refused', async (_name, make, code) => {
    await expect(provider.receiveWebhook(await make())).rejects.toMatchObject({ code });
  });

  it('is refused once its time is over, with a minute of grace', async () => {
    const late = (seconds: number): Date => new Date(Date.now() + (300 + seconds) * 1_000);
    const made = await delivery(JOINED);
    await expect(provider.receiveWebhook(made.clone(), { now: late(90) })).rejects.toMatchObject({
      code: 'SIGNATURE_EXPIRED',
    });
    await expect(provider.receiveWebhook(made, { now: late(30) })).resolves.toBeDefined();
  });

  it('without an algorithm of ours is refused', async () => {
    const none = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${btoa('{"iss":"school"}').replaceAll('=', '')}.`;
    await expect(provider.receiveWebhook(request(JOINED, none))).rejects.toMatchObject({
      code: 'SIGNATURE_MISMATCH',
    });
  });
});
