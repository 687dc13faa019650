import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenedPart, ReceivedChunks, Recording, Session, UploadTicket } from '@lectern/core/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemTimer } from '../../ports/clock/timer.js';
import { folderStore } from '../../ports/object-store/folder-store.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { lastingDatabase } from '../presence/class.fixture.js';
import { cutIntoChunks, decode, makeRecorderFile, probe, type RecorderFile } from './finish/media.fixture.js';
import { atMinute, digestOf, partId } from './recorder.fixture.js';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const SERVER = fileURLToPath(new URL('./recording-server.fixture.ts', import.meta.url));
const SECONDS = 40;
/** Of what the fixture writes: what is cut off within it cannot be played. */
const FRAGMENT_SECONDS = 2;
const RUNS = process.env['LECTERN_LONG'] === '1' ? 15 : 1;
const SEED = Number(process.env['LECTERN_SEED'] ?? 1);

/** The same moments again for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 2 ** 32;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A server that is killed and started again, two minutes later by its clock each time. */
class MortalServer {
  readonly #database: TestDatabase;
  readonly #storeDir: string;
  #minute = 0;
  #child: ChildProcess | undefined;
  #origin = '';
  #token = '';

  constructor(database: TestDatabase, storeDir: string) {
    this.#database = database;
    this.#storeDir = storeDir;
  }

  async start(laterMinutes = 2): Promise<void> {
    this.#minute += laterMinutes;
    const { database, engine } = this.#database;
    const args = [database, engine, this.#storeDir, atMinute(this.#minute).toISOString()];
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@lectern/source', SERVER, ...args],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#child = child;
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (text: Buffer) => resolve(text.toString()));
      child.once('close', () => reject(new Error(`the server did not start: ${errors}`)));
    });
    const { port, token } = JSON.parse(line) as { port: number; token: string };
    this.#origin = `http://127.0.0.1:${String(port)}`;
    this.#token = token;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGKILL');
    await gone;
  }

  async call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(new URL(path, this.#origin), {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** Whether the server said that the chunk is safe; false when it died. */
  async put(upload: UploadTicket, n: number, bytes: Uint8Array): Promise<boolean> {
    try {
      const response = await fetch(`${this.#origin}${new URL(upload.url).pathname}/chunks/${String(n)}`, {
        method: 'PUT',
        headers: { 'content-digest': digestOf(bytes) },
        body: new Uint8Array(bytes),
      });
      expect(response.status).toBe(204);
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  pathOf(upload: UploadTicket): string {
    return new URL(upload.url).pathname;
  }

  async untilReady(id: string): Promise<Recording> {
    for (;;) {
      const recording = await this.call<Recording>('GET', `/v1/recordings/${id}`);
      if (recording.state === 'ready' || recording.state === 'failed') return recording;
      await systemTimer.pause(50);
    }
  }
}

const numbersOf = ({ ranges }: ReceivedChunks): readonly number[] =>
  ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));

describeOnEachEngine('a server that is killed while it is recorded', (engine) => {
  let folder: string;
  let file: RecorderFile;
  let chunks: readonly Uint8Array[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-killed-'));
    file = await makeRecorderFile({ container: 'video/mp4', seconds: SECONDS, folder });
    chunks = cutIntoChunks(file);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  // A short run has one of each kind.
  const first = engine.name === 'postgres' ? SEED + 1 : SEED;
  const seeds = Array.from({ length: RUNS }, (_, run) => first + run);
  it.each(seeds)('loses nothing it acknowledged, seed %i', { timeout: 300_000 }, async (seed) => {
    const random = randomOf(seed);
    const database = await lastingDatabase(engine);
    const storeDir = join(folder, `${engine.name}-${String(seed)}`);
    const server = new MortalServer(database, storeDir);
    try {
      await server.start();
      const session = await server.call<Session>('POST', '/v1/sessions', {
        title: 'Fractions',
        courseId: 'algebra',
        kind: 'community',
      });
      await server.call('POST', `/v1/sessions/${session.id}/start`);
      const { id } = await server.call<Recording>('POST', `/v1/sessions/${session.id}/recordings`);
      const part = await server.call<OpenedPart>('POST', `/v1/recordings/${id}/parts`, {
        id: partId(storeDir),
        startMs: 0,
        container: file.container,
        codecs: file.codecs,
      });
      let { upload } = part;
      // The teacher's page may vanish too: then what came is all there is.
      const wanted = seed % 2 === 1 ? chunks.length : chunks.length - 1 - random(chunks.length / 2);
      const safe = new Set<number>();
      const killAt = random(wanted - 4) + 2;
      const send = async (numbers: readonly number[], killAfter: number): Promise<void> => {
        // Two at a time, as the recorder does.
        for (let at = 0; at < numbers.length; at += 2) {
          const pair = numbers.slice(at, at + 2);
          const sent = Promise.all(
            pair.map(async (n) => {
              if (await server.put(upload, n, chunks[n] ?? new Uint8Array())) safe.add(n);
            }),
          );
          if (safe.size >= killAfter) {
            await systemTimer.pause(random(8));
            await server.kill();
          }
          await sent;
          if (safe.size >= killAfter) return;
        }
      };
      await send(
        Array.from({ length: wanted }, (_, n) => n),
        killAt,
      );
      await server.kill();
      await server.start();
      upload = await server.call<UploadTicket>('POST', `/v1/parts/${part.partId}/ticket`);
      const received = numbersOf(await server.call('GET', `${server.pathOf(upload)}/chunks`));
      expect(received).toEqual(expect.arrayContaining([...safe]));
      const rest = Array.from({ length: wanted }, (_, n) => n).filter((n) => !received.includes(n));
      await send(rest, Infinity);
      if (wanted === chunks.length) {
        await server.call('POST', `${server.pathOf(upload)}/finish`, {
          chunks: wanted,
          durationMs: SECONDS * 1000,
        });
        await server.call('POST', `/v1/recordings/${id}/stop`);
      } else {
        await server.kill();
        await server.start(11);
      }
      // And once more while it is made seekable.
      await systemTimer.pause(random(1_500));
      await server.kill();
      await server.start();
      const ready = await server.untilReady(id);
      expect([ready.state, ready.gaps]).toEqual(['ready', []]);
      const sentSeconds = (SECONDS * wanted) / chunks.length;
      expect(ready.durationMs).toBeGreaterThan((sentSeconds - FRAGMENT_SECONDS - 1) * 1000);
      await server.kill();

      const store = folderStore(storeDir);
      const keys: string[] = [];
      for await (const { key } of store.list('')) keys.push(key);
      const films = keys.filter((key) => key.startsWith('recordings/'));
      expect(films.length).toBe(1);
      const path = store.local?.path(films[0] ?? '') ?? '';
      expect(Math.abs((await probe(path)).durationS * 1000 - (ready.durationMs ?? 0))).toBeLessThan(300);
      expect(await decode(path)).toBe('');
    } finally {
      await server.kill();
      await database.drop();
    }
  });
});
