import { REACTION_NAMES } from '@lectern/core/contract';
import { expect, it } from 'vitest';
import type { TestPerson } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ANA, at, BEN, HOST, type HeardEvent, type TestClass } from '../presence/class.fixture.js';
import { startsClasses } from './heard.fixture.js';

const reacts =
  ({ server, sessionId }: TestClass) =>
  (as: TestPerson, body: unknown) =>
    server.request('POST', `/v1/sessions/${sessionId}/reactions`, { as, body });

const reactionsOf = (heard: readonly HeardEvent[]): readonly string[] =>
  heard.flatMap(({ type, data }) =>
    type === 'reaction' ? [`${(data as { from: { id: string } }).from.id} ${data.reaction}`] : [],
  );

describeOnEachEngine('reactions', (engine) => {
  const start = startsClasses(engine);

  it('reach everybody who is in, and say who really sent them', async () => {
    const made = await start();
    const react = reacts(made);
    const streams = await Promise.all(
      [HOST, ANA, BEN].map(async (as) => {
        const { connectionId, cursor } = await made.enter(as);
        return made.listen(as, [`connection:${connectionId}`], cursor);
      }),
    );
    const forged = { reaction: 'heart', from: { id: 'host', name: 'Ms Lee' }, sessionId: 'ses-other' };
    expect((await react(ANA, forged)).status).toBe(204);
    for (const stream of streams) {
      const heard = await stream.next('reaction');
      expect(heard).toEqual({
        type: 'reaction',
        data: { sessionId: made.sessionId, reaction: 'heart', from: { id: 'ana', name: 'Ana' } },
      });
    }
  });

  it('are never heard again, nor by who waits, left or was put out', async () => {
    const made = await start();
    const react = reacts(made);
    const waiting = await made.enter(BEN);
    const forBen = await made.listen(BEN, [`connection:${waiting.connectionId}`], waiting.cursor);
    expect((await react(BEN, { reaction: 'clap' })).body.error.code).toBe('SESSION_STATE');
    const ana = await made.enter(ANA);
    const host = await made.enter(HOST);
    const forAna = await made.listen(ANA, [`connection:${ana.connectionId}`, 'me'], ana.cursor);
    await forAna.next('connection-changed', ({ connection }) => connection.isHost);
    await react(HOST, { reaction: 'clap' });
    await forAna.next('reaction');
    await forBen.next('reaction');

    await made.post(`/v1/sessions/${made.sessionId}/removals`, HOST, { personId: 'ana' });
    await forAna.next('person-removed');
    await made.post(`/v1/connections/${waiting.connectionId}/leave`, BEN);
    await forBen.over;
    await react(HOST, { reaction: 'heart' });
    expect((await react(ANA, { reaction: 'heart' })).body.error.code).toBe('CONNECTION_REMOVED');
    expect((await react(BEN, { reaction: 'heart' })).body.error.code).toBe('CONNECTION_UNKNOWN');
    // Something that Ana does hear, after it.
    await made.server.request('POST', '/v1/sessions', {
      as: { ...HOST, id: 'other' },
      body: { title: 'Next', attendeeIds: ['ana'] },
    });
    await forAna.next('session-changed', ({ sessionId }) => sessionId !== made.sessionId);
    expect(reactionsOf(forAna.heard)).toEqual(['host clap']);

    // From the very beginning again: nothing is left of it.
    const again = await made.listen(HOST, [`connection:${host.connectionId}`], host.cursor);
    await made.chat(HOST, 'Mark');
    await again.next('chat-posted');
    expect(reactionsOf(again.heard)).toEqual([]);
  });

  it('come from a small set, of those who may, and not faster than one thumb', async () => {
    const made = await start({ rateLimits: {} });
    const react = reacts(made);
    await made.enter(HOST);
    await made.enter(ANA);
    await made.enter(BEN);
    for (const reaction of ['poo', '', '👍', 1, ['heart']])
      expect((await react(ANA, { reaction })).body.error.code).toBe('INVALID_INPUT');
    expect((await react({ id: 'stranger' }, { reaction: 'heart' })).status).toBe(404);
    await made.passTo(30);
    for (const reaction of REACTION_NAMES) expect((await react(ANA, { reaction })).status).toBe(204);
    const refused = await react(ANA, { reaction: 'heart' });
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED' } } });
    expect((await react(BEN, { reaction: 'heart' })).status).toBe(204);
    made.server.clock.set(at(32));
    expect((await react(ANA, { reaction: 'heart' })).status).toBe(204);
  });
});
