import { afterEach, describe, expect, it, vi } from 'vitest';
import { chat, ids, offline, Page } from './event-stream.fixture.js';
import { settle } from './fake-runtime.fixture.js';

let page = new Page();
afterEach(() => {
  page = new Page();
});

describe('an event stream', () => {
  it('asks for its topics from its cursor, with the token in the header', async () => {
    const stream = await page.open({ cursor: 'e-5' });
    expect(page.last.url.pathname).toBe('/v1/events');
    expect(page.last.url.searchParams.get('topics')).toBe('me,connection:c1');
    expect(page.last.header('authorization')).toBe('Bearer t1');
    expect(page.last.header('last-event-id')).toBe('e-5');
    expect(page.last.header('accept')).toBe('text/event-stream');
    expect(page.last.url.search).not.toContain('t1');
    expect(stream.state).toBe('open');
    expect(page.states).toEqual(['open']);
  });

  it('hands events over in order, kept ones with their id', async () => {
    const stream = await page.open();
    await page.last.write(
      `: ok\nretry: 2000\n\n${chat('e-1', 'grüß 👋')}event: signal\ndata: {"from":"c2"}\n\n`,
    );
    expect(page.events).toEqual([
      { type: 'chat-posted', id: 'e-1', data: { sessionId: 's', message: { text: 'grüß 👋' } } },
      { type: 'signal', data: { from: 'c2' } },
    ]);
    expect(stream.cursor).toBe('e-1');
  });

  it('drops what comes twice, also after coming back', async () => {
    await page.open();
    await page.last.write(chat('e-1') + chat('e-2') + chat('e-1'));
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.connections).toHaveLength(2);
    await page.last.write(chat('e-2') + chat('e-3'));
    expect(ids(page)).toEqual(['e-1', 'e-2', 'e-3']);
  });

  it('comes back where it stood', async () => {
    const stream = await page.open({ cursor: 'e-0' });
    await page.last.write(chat('e-1') + chat('e-2') + 'id: e-3\ndata: cut');
    await page.last.break();
    expect(stream.state).toBe('offline');
    await page.runtime.advance(500);
    expect(page.last.header('last-event-id')).toBe('e-2');
    expect(page.states).toEqual(['open', 'offline', 'open']);
  });

  it('takes a bare id as where it stands', async () => {
    await page.open();
    await page.last.write('id: e-9\n\n');
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.last.header('last-event-id')).toBe('e-9');
    expect(page.events).toEqual([]);
  });

  it('says that something may be missing when it comes back without a cursor', async () => {
    await page.open();
    expect(page.events).toEqual([]);
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.events).toEqual([{ type: 'reset', data: { cursor: '' } }]);
    expect(page.last.header('last-event-id')).toBeNull();
  });

  it('passes `reset` on and goes on from its cursor', async () => {
    const stream = await page.open({ cursor: 'old-1' });
    await page.last.write('event: reset\ndata: {"cursor":"new-7"}\n\n');
    expect(page.events).toEqual([{ type: 'reset', data: { cursor: 'new-7' } }]);
    expect(stream.cursor).toBe('new-7');
    await page.last.end();
    await page.runtime.advance(500);
    expect(page.last.header('last-event-id')).toBe('new-7');
  });

  it('comes back with a new token on `reauth`, and keeps the page out of it', async () => {
    await page.open({ cursor: 'e-1' });
    await page.runtime.advance(5_000);
    await page.last.write('event: reauth\ndata: {}\n\n' + chat('e-2'));
    expect(page.connections[0]!.cancelled).toBe(true);
    await page.runtime.advance(500);
    expect(page.connections.map((connection) => connection.header('authorization'))).toEqual([
      'Bearer t1',
      'Bearer t2',
    ]);
    expect(page.last.header('last-event-id')).toBe('e-1');
    expect(page.events).toEqual([]);
    expect(page.states).toEqual(['open', 'connecting', 'open']);
  });
});

describe('silence', () => {
  it('of 2.5 beats ends the stream, and a new one is opened', async () => {
    const stream = await page.open();
    await page.runtime.advance(12_499);
    expect(stream.state).toBe('open');
    await page.runtime.advance(1);
    expect(stream.state).toBe('offline');
    expect(page.connections[0]!.cancelled).toBe(true);
    await page.runtime.advance(300);
    expect(page.connections).toHaveLength(2);
    expect(stream.state).toBe('open');
  });

  it('is ended by a comment, or by a single byte', async () => {
    const stream = await page.open();
    for (const text of [':', '\n', ': beat\n\n']) {
      await page.runtime.advance(12_000);
      await page.last.write(text);
    }
    expect(page.connections).toHaveLength(1);
    expect(stream.state).toBe('open');
  });

  it('is longer on a page that is in no call', async () => {
    await page.open({ topics: ['me'] });
    await page.runtime.advance(37_499);
    expect(page.states).toEqual(['open']);
    await page.runtime.advance(1);
    expect(page.states).toEqual(['open', 'offline']);
  });

  it('before the answer counts too', async () => {
    page.refusals = ['never'];
    const stream = await page.open();
    await page.runtime.advance(12_500);
    expect(stream.state).toBe('offline');
    await page.runtime.advance(1_000);
    expect(stream.state).toBe('open');
  });
});

describe('setTopics', () => {
  it('opens at once with other topics from the cursor', async () => {
    const stream = await page.open({ topics: ['me'] });
    await page.last.write(chat('e-1'));
    stream.setTopics(['me', 'connection:c9']);
    await settle();
    expect(page.connections[0]!.cancelled).toBe(true);
    expect(page.last.url.searchParams.get('topics')).toBe('me,connection:c9');
    expect(page.last.header('last-event-id')).toBe('e-1');
    stream.setTopics(['me'], 'e-40');
    await settle();
    expect(page.last.header('last-event-id')).toBe('e-40');
    expect(page.states).toEqual(['open', 'connecting', 'open', 'connecting', 'open']);
  });

  it('does nothing when they are the same', async () => {
    const stream = await page.open();
    stream.setTopics(['connection:c1', 'me']);
    await settle();
    expect(page.connections).toHaveLength(1);
  });

  it('does not wait for a backoff', async () => {
    page.refusals = [offline()];
    const stream = await page.open({ topics: ['me'] });
    stream.setTopics(['me', 'connection:c9']);
    await settle();
    expect(stream.state).toBe('open');
    expect(page.connections).toHaveLength(2);
  });
});

describe('a faulty listener or event', () => {
  it('is reported and does not stop the stream', async () => {
    const faults: unknown[] = [];
    vi.stubGlobal('queueMicrotask', (callback: () => void) => {
      try {
        callback();
      } catch (error) {
        faults.push(error);
      }
    });
    try {
      await page.open({
        onEvent: (event) => {
          page.events.push(event);
          if (event.id === 'e-1') throw new Error('page');
        },
      });
      await page.last.write(chat('e-1') + 'id: e-2\nevent: chat-posted\ndata: {\n\n' + chat('e-3'));
    } finally {
      vi.unstubAllGlobals();
    }
    expect(ids(page)).toEqual(['e-1', 'e-3']);
    expect(faults).toMatchObject([{ message: 'page' }, { name: 'SyntaxError' }]);
    expect(page.connections).toHaveLength(1);
  });
});
