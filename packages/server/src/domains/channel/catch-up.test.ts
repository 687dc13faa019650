import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createDomains } from '../../create-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ANA, HOST, lastingDatabase, messageId, reopenClass } from '../presence/class.fixture.js';
import { linesOf, startsClasses } from './heard.fixture.js';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const KILLED_SERVER = fileURLToPath(new URL('./killed-server.fixture.ts', import.meta.url));

describeOnEachEngine('a page that catches up', (engine) => {
  const start = startsClasses(engine);

  it('sends what is posted between joining and listening exactly once', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    await chat(HOST, 'Before');
    const ana = await enter(ANA);
    await chat(HOST, 'Between');
    const stream = await listen(ANA, [`connection:${ana.connectionId}`, 'me'], ana.cursor);
    await chat(HOST, 'After');
    await stream.next('chat-posted', ({ message }) => message.text === 'After');
    const heard = linesOf(stream.heard);
    expect(ana.snapshot.chat.map(({ text }) => text)).toEqual(['Before']);
    expect(heard.filter((text) => text !== 'Before')).toEqual(['Between', 'After']);
  });

  it('joins while others post: the snapshot and the stream together miss nothing', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    const texts = Array.from({ length: 20 }, (_, index) => `line ${String(index)}`);
    const [ana] = await Promise.all([enter(ANA), ...texts.map((text) => chat(HOST, text))]);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await chat(HOST, 'End');
    await stream.next('chat-posted', ({ message }) => message.text === 'End');
    const got = new Set([...ana.snapshot.chat.map(({ text }) => text), ...linesOf(stream.heard)]);
    expect([...got].sort()).toEqual([...texts, 'End'].sort());
    const streamed = linesOf(stream.heard);
    expect(new Set(streamed).size).toBe(streamed.length);
  });

  it('reads the cursor before the snapshot: what comes in between is in one of them', async () => {
    let meanwhile = (): Promise<unknown> => Promise.resolve();
    const { enter, chat, listen, server } = await start({
      createDomains: (deps) =>
        createDomains({
          ...deps,
          feed: {
            open: (options) => deps.feed.open(options),
            async currentCursor(db) {
              await meanwhile();
              return deps.feed.currentCursor(db);
            },
          },
        }),
    });
    await enter(HOST);
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await chat(HOST, 'Meanwhile');
      await server.settle();
    };
    const ana = await enter(ANA);
    const stream = await listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await chat(HOST, 'End');
    await stream.next('chat-posted', ({ message }) => message.text === 'End');
    expect([...ana.snapshot.chat.map(({ text }) => text), ...linesOf(stream.heard)]).toContain('Meanwhile');
  });

  // A whole process and a database made from nothing: slow where the machine is busy.
  it('delivers once what was answered just before the server was killed', { timeout: 120_000 }, async () => {
    const database = await lastingDatabase(engine);
    const id = messageId('killed');
    const said = await runKilledServer([database.database, engine.name, id]);
    expect(said.status).toBe(201);
    const { listen, chat, stop } = await reopenClass(database, said.sessionId);
    try {
      const stream = await listen(ANA, [`connection:${said.connectionId}`], said.cursor);
      await chat(HOST, 'After');
      await stream.next('chat-posted', ({ message }) => message.text === 'After');
      expect(linesOf(stream.heard)).toEqual(['Still here?', 'After']);
      expect((await chat(HOST, 'Still here?', id)).status).toBe(201);
      await chat(HOST, 'End');
      await stream.next('chat-posted', ({ message }) => message.text === 'End');
      expect(linesOf(stream.heard)).toEqual(['Still here?', 'After', 'End']);
    } finally {
      await stop();
      await database.drop();
    }
  });

  it('goes on from where a page stood, without a gap or a double', async () => {
    const { enter, chat, listen } = await start();
    await enter(HOST);
    const ana = await enter(ANA);
    const topics = [`connection:${ana.connectionId}`];
    const first = await listen(ANA, topics, ana.cursor);
    await chat(HOST, 'One');
    const { id } = await first.next('chat-posted');
    first.close();
    await chat(HOST, 'Two');
    const second = await listen(ANA, topics, id);
    await chat(HOST, 'Three');
    await second.next('chat-posted', ({ message }) => message.text === 'Three');
    expect(linesOf(second.heard)).toEqual(['Two', 'Three']);
  });
});

interface Said {
  readonly sessionId: string;
  readonly connectionId: string;
  readonly cursor: string;
  readonly status: number;
}

async function runKilledServer(args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@lectern/source', KILLED_SERVER, ...args],
      { cwd: ROOT },
      (error, stdout, stderr) => {
        if (error?.signal === 'SIGKILL' && stdout !== '') resolve(JSON.parse(stdout) as Said);
        else reject(new Error(`the server to be killed failed: ${stderr}`, { cause: error }));
      },
    );
  });
}
