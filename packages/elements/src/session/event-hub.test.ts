import { aTimeout, expect } from '@open-wc/testing';
import type { EventStream, EventStreamOptions } from '@lectern/core/client';
import { LecternError, type ChannelEvent } from '@lectern/core/contract';
import { hubFor } from './event-hub.js';

interface Opened {
  readonly options: EventStreamOptions;
  readonly asked: { topics: readonly string[]; cursor?: string | undefined }[];
  cursor: string | undefined;
  closed: boolean;
}

function server(): {
  readonly streams: Opened[];
  readonly events: { open(options: EventStreamOptions): EventStream };
} {
  const streams: Opened[] = [];
  const open = (options: EventStreamOptions): EventStream => {
    const stream: Opened = {
      options,
      asked: [{ topics: options.topics, cursor: options.cursor }],
      cursor: options.cursor,
      closed: false,
    };
    streams.push(stream);
    return {
      state: 'open',
      get cursor() {
        return stream.cursor;
      },
      setTopics: (topics, cursor) => stream.asked.push({ topics, cursor }),
      close: () => (stream.closed = true),
    };
  };
  return { streams, events: { open } };
}

const ended = (id?: string): ChannelEvent => ({
  type: 'session-changed',
  ...(id ? { id } : {}),
  data: { sessionId: 'ses-a', state: 'ended', version: 2, occurredAt: '2026-01-01T00:00:00.000Z' },
});

describe('EventHub', () => {
  it('opens one stream for all topics, and closes it when nobody listens', async () => {
    const { streams, events } = server();
    const hub = hubFor({ events });
    const ends = [hub.subscribe('me', () => {}), hub.subscribe('connection:a', () => {}, { cursor: 'e-5' })];
    await aTimeout(0);
    expect(streams.map(({ asked }) => asked)).to.deep.equal([
      [{ topics: ['connection:a', 'me'], cursor: 'e-5' }],
    ]);
    for (const end of ends) end();
    await aTimeout(0);
    expect(streams[0]?.closed).to.equal(true);
  });

  it('does not reopen when a listener leaves and comes within a task', async () => {
    const { streams, events } = server();
    const hub = hubFor({ events });
    const end = hub.subscribe('me', () => {});
    await aTimeout(0);
    end();
    hub.subscribe('me', () => {});
    await aTimeout(0);
    expect(streams.length).to.equal(1);
    expect(streams[0]?.closed).to.equal(false);
  });

  for (const [position, cursor, from] of [
    ['e-9', 'e-5', 'e-5'],
    ['e-3', 'e-5', 'e-3'],
    ['e-10', 'e-9', 'e-9'],
    ['old-9', 'e-5', 'e-5'],
    [undefined, 'e-5', 'e-5'],
  ] as const)
    it(`adds a topic from ${cursor} to a stream at ${position ?? 'nowhere'} without a gap`, async () => {
      const { streams, events } = server();
      const hub = hubFor({ events });
      hub.subscribe('me', () => {});
      await aTimeout(0);
      const [stream] = streams;
      if (stream) stream.cursor = position;
      hub.subscribe('connection:a', () => {}, { cursor });
      await aTimeout(0);
      expect(stream?.asked.at(-1)).to.deep.equal({ topics: ['connection:a', 'me'], cursor: from });
    });

  it('spares a listener what its snapshot contains', async () => {
    const { streams, events } = server();
    const heard: (string | undefined)[] = [];
    hubFor({ events }).subscribe('connection:a', ({ id }) => heard.push(id), { cursor: 'e-5' });
    await aTimeout(0);
    for (const id of ['e-4', 'e-5', 'e-6', 'f-1', undefined]) streams[0]?.options.onEvent(ended(id));
    expect(heard).to.deep.equal(['e-6', 'f-1', undefined]);
  });

  it('goes on for the others when a connection is over', async () => {
    const { streams, events } = server();
    const hub = hubFor({ events });
    const errors: unknown[] = [];
    const states: boolean[] = [];
    hub.subscribe('me', () => {});
    hub.subscribe('connection:a', () => {}, {
      onError: (error) => errors.push(error),
      onState: (open) => states.push(open),
    });
    await aTimeout(0);
    streams[0]?.options.onState?.('open');
    if (streams[0]) streams[0].cursor = 'e-7';
    const error = new LecternError('CONNECTION_UNKNOWN', 'Join again.');
    streams[0]?.options.onError?.(error);
    await aTimeout(0);
    expect(errors).to.deep.equal([error]);
    expect(states).to.deep.equal([false, true, false]);
    expect(streams[1]?.asked).to.deep.equal([{ topics: ['me'], cursor: 'e-7' }]);
  });

  it('tries no further when all were refused', async () => {
    const { streams, events } = server();
    hubFor({ events }).subscribe('me', () => {});
    await aTimeout(0);
    streams[0]?.options.onError?.(new LecternError('TOKEN_INVALID', 'No.'));
    await aTimeout(0);
    expect(streams.length).to.equal(1);
  });
});
