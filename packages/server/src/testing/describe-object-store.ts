import type { ObjectStore } from '../ports/object-store/object-store.js';

/** The part of an assertion library the suite uses; that of Vitest, Jest and Bun fits. */
export type ObjectStoreSuiteExpect = (actual: unknown) => {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
};

export interface DescribeObjectStoreOptions {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
  readonly expect: ObjectStoreSuiteExpect;
  /** Called once a test: an empty one. */
  readonly create: () => Promise<ObjectStore>;
}

/**
 * What every object store must do, for those who write one.
 *
 * @example
 * ```ts
 * import { describeObjectStore } from '@lectern/server/testing';
 * import { describe, expect, it } from 'vitest';
 *
 * describeObjectStore('my store', { describe, it, expect, create: () => Promise.resolve(myStore()) });
 * ```
 */
export function describeObjectStore(
  name: string,
  { describe, it, expect, create }: DescribeObjectStoreOptions,
): void {
  const on = (body: (store: ObjectStore) => Promise<void>) => async (): Promise<void> => {
    const store = await create();
    try {
      await body(store);
    } finally {
      await store.close();
    }
  };
  describe(name, () => {
    it(
      'gives back what was put, of bytes and of a stream',
      on(async (store) => {
        const bytes = numbered(70_000);
        const info = await store.put('a/b/one.bin', bytes);
        expect([info.key, info.size]).toEqual(['a/b/one.bin', 70_000]);
        await store.put('a/b/two.bin', inPieces(bytes, 999));
        expect(Buffer.from(bytes).equals(await read(store, 'a/b/one.bin'))).toBe(true);
        expect(Buffer.from(bytes).equals(await read(store, 'a/b/two.bin'))).toBe(true);
        expect((await store.head('a/b/two.bin'))?.size).toBe(70_000);
        await store.put('empty', new Uint8Array());
        expect((await read(store, 'empty')).byteLength).toBe(0);
      }),
    );

    it(
      'reads a range, both ends included',
      on(async (store) => {
        const bytes = numbered(1_000_000);
        await store.put('file', bytes);
        for (const [start, end] of [
          [0, 0],
          [0, 999_999],
          [999_999, 999_999],
          [262_143, 262_144],
          [12_345, 654_321],
        ] as const) {
          const part = await read(store, 'file', { start, end });
          expect(Buffer.from(bytes.subarray(start, end + 1)).equals(part)).toBe(true);
        }
      }),
    );

    it(
      'replaces an object as a whole, and one that is being read stays as it was',
      on(async (store) => {
        await store.put('file', new Uint8Array(600_000).fill(1));
        const reader = (await store.get('file'))?.getReader();
        const first = await reader?.read();
        await store.put('file', new Uint8Array(10).fill(2));
        expect([...(await read(store, 'file'))]).toEqual(Array.from({ length: 10 }, () => 2));
        expect(first?.value?.every((byte) => byte === 1)).toBe(true);
        await reader?.cancel();
      }),
    );

    it(
      'has nothing of a stream that broke, and what was there before',
      on(async (store) => {
        await store.put('file', new Uint8Array([7]));
        for (const key of ['file', 'other']) {
          const failed = await store.put(key, broken()).then(
            () => 'stored',
            (error: unknown) => (error as Error).message,
          );
          expect(failed).toBe('the client is gone');
        }
        expect([...(await read(store, 'file'))]).toEqual([7]);
        expect(await store.head('other')).toBe(undefined);
        expect(await keys(store, '')).toEqual(['file']);
      }),
    );

    it(
      'stops when it is told to',
      on(async (store) => {
        const stopping = new AbortController();
        async function* endless(): AsyncGenerator<Uint8Array> {
          for (let count = 0; ; count += 1) {
            if (count === 10) stopping.abort(new Error('enough'));
            yield await Promise.resolve(new Uint8Array(1_000));
          }
        }
        const said = await store.put('file', endless(), { signal: stopping.signal }).then(
          () => 'stored',
          (error: unknown) => (error as Error).message,
        );
        expect(said).toBe('enough');
        expect(await store.head('file')).toBe(undefined);
      }),
    );

    it(
      'lists by key, in order, under a prefix',
      on(async (store) => {
        const all = ['a-b', 'a/b', 'a/c/d', 'a/c-d', 'a.b', 'b/1', 'b/10', 'b/2', 'z'];
        for (const key of [...all].reverse()) await store.put(key, new Uint8Array([1]));
        expect(await keys(store, '')).toEqual([...all].sort());
        expect(await keys(store, 'a/')).toEqual(['a/b', 'a/c-d', 'a/c/d']);
        expect(await keys(store, 'b/1')).toEqual(['b/1', 'b/10']);
        expect(await keys(store, 'nothing/')).toEqual([]);
      }),
    );

    it(
      'deletes, also what is not there',
      on(async (store) => {
        await store.put('a/b', new Uint8Array([1]));
        await store.put('a/c', new Uint8Array([1]));
        await store.delete('a/b');
        await store.delete('a/b');
        await store.delete('never/was');
        expect(await store.head('a/b')).toBe(undefined);
        expect(await store.get('a/b')).toBe(undefined);
        expect(await keys(store, '')).toEqual(['a/c']);
        await Promise.all([store.delete('a/c'), store.put('a/d', new Uint8Array([1]))]);
        expect(await keys(store, '')).toEqual(['a/d']);
      }),
    );

    it(
      'takes many at once, each whole',
      on(async (store) => {
        await Promise.all(
          Array.from({ length: 20 }, (_, n) =>
            store.put(`same/${String(n % 3)}`, inPieces(new Uint8Array(5_000).fill(n), 100)),
          ),
        );
        expect(await keys(store, 'same/')).toEqual(['same/0', 'same/1', 'same/2']);
        for (const key of await keys(store, 'same/')) {
          const bytes = await read(store, key);
          expect([bytes.byteLength, new Set(bytes).size]).toEqual([5_000, 1]);
        }
      }),
    );

    it(
      'refuses what is no key',
      on(async (store) => {
        for (const key of [
          '',
          '/',
          '/a',
          'a/',
          'a//b',
          '..',
          '../a',
          'a/../b',
          'a/./b',
          'a/...',
          'a\\b',
          'a b',
          'ä',
          'a\0',
          '%2e%2e/a',
          'a'.repeat(513),
        ]) {
          const wishes: readonly (() => Promise<unknown>)[] = [
            () => store.put(key, new Uint8Array([1])),
            () => store.get(key),
            () => store.head(key),
            () => store.delete(key),
          ];
          for (const work of wishes) {
            const said = await Promise.resolve()
              .then(work)
              .then(
                () => 'taken',
                (error: unknown) => (error as Error).name,
              );
            expect([key, said]).toEqual([key, 'TypeError']);
          }
        }
      }),
    );
  });
}

function numbered(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size)
    yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new Uint8Array(100));
  throw new Error('the client is gone');
}

async function read(
  store: ObjectStore,
  key: string,
  range?: { readonly start: number; readonly end: number },
): Promise<Buffer> {
  const stream = await store.get(key, range);
  if (!stream) throw new Error(`there is no ${key}`);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

async function keys(store: ObjectStore, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { key } of store.list(prefix)) found.push(key);
  return found;
}
