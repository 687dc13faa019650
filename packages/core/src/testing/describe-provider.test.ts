import { describe, expect, it } from 'vitest';
import { peerAdapter } from '../providers/peer/index.js';
import type { ProviderAdapter } from '../provider.js';
import { describeProvider } from './describe-provider.js';

const now = new Date('2026-11-20T18:00:00.000Z');

/** An adapter that has everything, over a vendor in memory. */
function memoryAdapter(): ProviderAdapter {
  const rooms = new Map<string, string>();
  const recording = { recordingId: 'x', roomId: 'r', state: 'ready' as const };
  return {
    name: 'memory',
    capabilities: {
      recording: true,
      joinUrl: true,
      listParticipants: true,
      removeParticipant: true,
      muteParticipant: true,
      updateParticipant: true,
      signedWebhooks: true,
      presence: 'events',
      maxParticipants: 100,
    },
    createRoom({ roomId }) {
      const occurrenceId = rooms.get(roomId) ?? `o${rooms.size}`;
      rooms.set(roomId, occurrenceId);
      return Promise.resolve({ roomId, occurrenceId });
    },
    deleteRoom: ({ roomId }) => Promise.resolve(void rooms.delete(roomId)),
    getRoomStatus: ({ roomId }) => Promise.resolve({ active: rooms.has(roomId) }),
    getJoinTicket: ({ ttlSeconds = 0 }) =>
      Promise.resolve({
        kind: 'page',
        url: 'https://rooms.example.edu/x',
        expiresAt: new Date(now.getTime() + ttlSeconds * 1_000).toISOString(),
      }),
    getJoinUrl: () => Promise.resolve('https://rooms.example.edu/x'),
    startRecording: () => Promise.resolve(recording),
    stopRecording: () => Promise.resolve(recording),
    getRecordings: () => Promise.resolve({ items: [recording] }),
    getRecording: () => Promise.resolve(recording),
    deleteRecording: () => Promise.resolve(),
    listParticipants: () => Promise.resolve([]),
    removeParticipant: () => Promise.resolve(),
    muteParticipant: () => Promise.resolve(),
    updateParticipant: () => Promise.resolve(),
    receiveWebhook: async () => {
      const { LecternError } = await import('../errors.js');
      throw new LecternError('SIGNATURE_MISSING', 'No signature.');
    },
    readDelivery: () => [],
  };
}

describe('an adapter with everything', () => {
  describeProvider({ describe, it, expect, create: memoryAdapter, ticketKinds: ['page'] });
});

/** Runs the suite apart from the runner and answers the names of the tests that fail. */
async function failuresOf(create: () => ProviderAdapter): Promise<readonly string[]> {
  const tests: [string, () => Promise<void>][] = [];
  describeProvider({
    describe: (_name, body) => body(),
    it: (name, body) => tests.push([name, body]),
    expect,
    create,
    ticketKinds: ['page', 'peer'],
  });
  const failures: string[] = [];
  for (const [name, body] of tests) await body().catch(() => failures.push(name));
  return failures;
}

describe('the suite', () => {
  it('passes adapters that keep to it', async () => {
    expect(await failuresOf(memoryAdapter)).toEqual([]);
    expect(await failuresOf(peerAdapter)).toEqual([]);
  });

  it.each<[string, Partial<ProviderAdapter>, string]>([
    [
      'a flag without its method',
      { muteParticipant: undefined as never },
      'stand as flags beside the methods they promise',
    ],
    [
      'presence from events that nobody signs',
      { capabilities: { presence: 'events' } },
      'name where presence comes from',
    ],
    [
      'two rooms of one id',
      {
        createRoom: ({ roomId }) => Promise.resolve({ roomId, occurrenceId: crypto.randomUUID() }),
      },
      'created twice under one id are one room',
    ],
    [
      'a status that fails for unknown rooms',
      { getRoomStatus: () => Promise.reject(new Error('404')) },
      'have a status, unknown ones too',
    ],
    [
      'a ticket without an end',
      { getJoinTicket: () => Promise.resolve({ kind: 'page', url: 'x' } as never) },
      'have a kind, an end in the future and survive JSON',
    ],
    [
      'a ticket that ignores its life',
      { getJoinTicket: () => Promise.resolve({ kind: 'page', url: 'x', expiresAt: now.toISOString() }) },
      'that live longer end later',
    ],
    ['a relative link', { getJoinUrl: () => Promise.resolve('/rooms/x') }, 'as a link are absolute'],
    [
      'a delivery taken unsigned',
      {
        receiveWebhook: () =>
          Promise.resolve({
            deliveryId: 'd',
            delivery: { body: '', contentType: '', query: {} },
            events: [],
          }),
      },
      'with a delivery that nobody signed is refused',
    ],
  ])('catches %s', async (_name, fault, test) => {
    expect(await failuresOf(() => ({ ...memoryAdapter(), ...fault }))).toContain(test);
  });
});
