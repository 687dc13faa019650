import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createProvider } from '../../create-provider.js';
import type { PeerTicket } from '../../join-ticket.js';
import type { JoinInput } from '../../provider.js';
import { describeProvider } from '../../testing/describe-provider.js';
import { peerAdapter, type PeerAdapterOptions } from './adapter.js';

const now = (): Date => new Date('2026-11-20T18:00:00.000Z');
const turn = {
  urls: ['turn:turn.example.edu:3478', 'turns:turn.example.edu:443?transport=tcp'],
  secret: 'north',
};
const ana: JoinInput = { roomId: 'ses-1', participant: { id: 'ana@lms', name: 'Ana', role: 'participant' } };

const ticketOf = async (options: PeerAdapterOptions, join: JoinInput = ana): Promise<PeerTicket> =>
  (await createProvider(peerAdapter({ now, ...options })).getJoinTicket(join)) as PeerTicket;

describeProvider({ describe, it, expect, create: () => peerAdapter(), ticketKinds: ['peer'] });
describe('with TURN', () => {
  describeProvider({ describe, it, expect, create: () => peerAdapter({ turn }), ticketKinds: ['peer'] });
});

describe('a peer ticket', () => {
  it('asks nobody outside for an address unless told to', async () => {
    expect(await ticketOf({})).toEqual({
      kind: 'peer',
      iceServers: [],
      maxParticipants: 6,
      expiresAt: '2026-11-20T19:00:00.000Z',
    });
  });

  it('carries the servers it was given, and no more of them than is known', async () => {
    const server = { urls: ['stun:stun.example.edu'], username: 'u', credential: 'c', extra: 1 };
    expect((await ticketOf({ iceServers: [server] })).iceServers).toEqual([
      { urls: ['stun:stun.example.edu'], username: 'u', credential: 'c' },
    ]);
  });

  it('carries TURN credentials that the server can check and that name nobody', async () => {
    const { iceServers } = await ticketOf({ turn });
    const { urls, username, credential } = iceServers[0]!;
    expect(urls).toEqual(turn.urls);
    expect(username).toMatch(/^1795212000:[0-9a-f]{16}$/);
    expect(credential).toBe(createHmac('sha1', 'north').update(username!).digest('base64'));
    expect(JSON.stringify(iceServers)).not.toMatch(/ana|north/);
  });

  it('tells two people apart at the TURN server, and one person the same', async () => {
    const ben = { ...ana, participant: { ...ana.participant, id: 'ben@lms' } };
    const names = [await ticketOf({ turn }), await ticketOf({ turn }), await ticketOf({ turn }, ben)].map(
      ({ iceServers }) => iceServers[0]!.username,
    );
    expect(names[0]).toBe(names[1]);
    expect(names[2]).not.toBe(names[0]);
  });

  it('ends with whatever ends first', async () => {
    const short = { ...turn, ttlSeconds: 3_600 };
    expect((await ticketOf({ turn: short }, { ...ana, ttlSeconds: 7_200 })).expiresAt).toBe(
      '2026-11-20T19:00:00.000Z',
    );
    expect((await ticketOf({ turn: short }, { ...ana, ttlSeconds: 60 })).expiresAt).toBe(
      '2026-11-20T18:01:00.000Z',
    );
  });

  it('is not minted for a room of seven', async () => {
    const provider = createProvider(peerAdapter());
    await expect(provider.createRoom({ roomId: 'r', title: 't', maxParticipants: 7 })).rejects.toMatchObject({
      code: 'PROVIDER_UNSUPPORTED',
      details: { maxParticipants: 6 },
    });
  });
});

it.each<[string, PeerAdapterOptions]>([
  ['an address that is none', { iceServers: [{ urls: ['https://stun.example.edu'] }] }],
  ['no address', { iceServers: [{ urls: [] }] }],
  ['an address as text', { iceServers: [{ urls: 'stun:stun.example.edu' as never }] }],
  ['STUN where TURN belongs', { turn: { ...turn, urls: ['stun:stun.example.edu'] } }],
  ['no secret', { turn: { ...turn, secret: '' } }],
  ['half a second', { turn: { ...turn, ttlSeconds: 0.5 } }],
])('%s is a TypeError', (_name, options) => {
  expect(() => peerAdapter(options)).toThrow(TypeError);
});
