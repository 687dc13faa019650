/**
 * Takes from several sources in the order in which they come; over when the first of them is over or fails. The others are
 * told to end then.
 */
export async function* mergeUntilFirstEnds<Item>(
  ...sources: readonly AsyncIterable<Item>[]
): AsyncGenerator<Item, void, undefined> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const ready: { iterator: AsyncIterator<Item>; result: IteratorResult<Item> | { error: unknown } }[] = [];
  let wake: (() => void) | undefined;
  // Not Promise.race: on a source that is silent for long it would pile up one reaction an item.
  const ask = (iterator: AsyncIterator<Item>): void => {
    const arrived = (result: IteratorResult<Item> | { error: unknown }): void => {
      ready.push({ iterator, result });
      wake?.();
    };
    iterator.next().then(arrived, (error: unknown) => arrived({ error }));
  };
  iterators.forEach(ask);
  try {
    for (;;) {
      const next = ready.shift();
      if (!next) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if ('error' in next.result) throw next.result.error;
      if (next.result.done === true) return;
      yield next.result.value;
      ask(next.iterator);
    }
  } finally {
    // One that waits ends when it is asked next; nobody waits for it here.
    for (const iterator of iterators) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
