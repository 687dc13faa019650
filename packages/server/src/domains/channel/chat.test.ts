import { expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ANA, at, HOST, messageId, student } from '../presence/class.fixture.js';
import { linesOf, startsClasses } from './heard.fixture.js';

describeOnEachEngine('chat', (engine) => {
  const start = startsClasses(engine);

  it('makes one line of a post that comes twice, one after the other or at once', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    const first = await chat(HOST, 'Hello', messageId('one'));
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: messageId('one'),
      personId: 'host',
      name: 'Ms Lee',
      isHost: true,
      text: 'Hello',
      postedAt: at(0).toISOString(),
    });
    expect((await chat(HOST, 'Something else', messageId('one'))).body).toEqual(first.body);
    const answers = await Promise.all(Array.from({ length: 5 }, () => chat(ANA, 'Hi', messageId('two'))));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    await chat(HOST, 'End');
    await stream.next('chat-posted', ({ message }) => message.text === 'End');
    expect(linesOf(stream.heard)).toEqual(['Hello', 'Hi', 'End']);
  });

  it('gives nobody the line of another for an id that is taken', async () => {
    const { enter, chat } = await start();
    await enter(HOST);
    await enter(ANA);
    await chat(HOST, 'Hello', messageId('one'));
    const taken = await chat(ANA, 'Mine', messageId('one'));
    expect(taken).toMatchObject({ status: 422, body: { error: { code: 'INVALID_INPUT' } } });
  });

  it('answers a line that is stored even when the session is over by then', async () => {
    const { enter, chat, post, sessionId } = await start();
    await enter(HOST);
    await chat(HOST, 'Bye', messageId('bye'));
    await post(`/v1/sessions/${sessionId}/end`, HOST);
    expect((await chat(HOST, 'Bye', messageId('bye'))).status).toBe(201);
    expect((await chat(HOST, 'More')).body.error.code).toBe('SESSION_ENDED');
  });

  it('takes lines only of those who are in', async () => {
    const { enter, chat, join } = await start({ kind: 'lesson', attendeeIds: ['ana', 'ben'] });
    expect((await chat(ANA, 'Hi')).body.error.code).toBe('SESSION_STATE');
    await enter(HOST);
    expect((await chat(ANA, 'Hi')).body.error.code).toBe('CONNECTION_UNKNOWN');
    expect((await chat(student(1), 'Hi')).status).toBe(403);
    expect((await chat({ id: 'stranger' }, 'Hi')).status).toBe(404);
    await join(ANA);
    expect((await chat(ANA, 'Hi')).status).toBe(201);
    expect((await chat(ANA, 'x'.repeat(2_001))).body.error.code).toBe('INVALID_INPUT');
    expect((await chat(ANA, 'x'.repeat(10_000_000))).status).toBe(413);
  });
});
