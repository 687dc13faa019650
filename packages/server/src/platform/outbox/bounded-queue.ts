/** What one side pushes and the other takes, up to a limit. */
export interface BoundedQueue<Item> extends AsyncIterable<Item> {
  readonly size: number;
  /** False when it is full or over: the item was not taken. */
  push(item: Item): boolean;
  /** Takes what is there; undefined when it is over and empty. */
  take(): Promise<Item | undefined>;
  /** Forgets what waits. */
  clear(): void;
  /** Nothing more comes; what waits can still be taken. */
  end(): void;
}

/** Makes a queue for one taker. */
export function createBoundedQueue<Item extends object>(limit: number): BoundedQueue<Item> {
  let items: Item[] = [];
  let over = false;
  let wake: (() => void) | undefined;
  const rouse = (): void => {
    wake?.();
    wake = undefined;
  };
  const queue: BoundedQueue<Item> = {
    get size() {
      return items.length;
    },
    push(item) {
      if (over || items.length >= limit) return false;
      items.push(item);
      rouse();
      return true;
    },
    async take() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) return item;
        if (over) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    clear() {
      items = [];
    },
    end() {
      over = true;
      rouse();
    },
    async *[Symbol.asyncIterator]() {
      for (let item = await queue.take(); item !== undefined; item = await queue.take()) yield item;
    },
  };
  return queue;
}
