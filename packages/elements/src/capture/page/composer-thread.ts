import type { FromComposer, ToComposer } from '../worker/messages.js';

interface Listeners {
  onMessage(message: FromComposer): void;
  /** The thread died. */
  onDeath(message: string): void;
}

/** Where a part is composed. */
export interface ComposerThread {
  post(message: ToComposer, transfer?: Transferable[]): void;
  /** At once, whatever it does. */
  close(): void;
}

/**
 * A worker, where one can be had: browsers refuse one of another origin, as when this package is loaded from a CDN, and
 * so does a `worker-src` that does not name us. Then the page's own thread composes.
 */
export async function openComposer(listeners: Listeners): Promise<ComposerThread> {
  return (await openWorker(listeners)) ?? openHere(listeners);
}

function openWorker(listeners: Listeners): Promise<ComposerThread | undefined> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(new URL('../worker/composer.worker.js', import.meta.url), { type: 'module' });
    } catch {
      resolve(undefined);
      return;
    }
    const thread: ComposerThread = {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      close: () => worker.terminate(),
    };
    let loaded = false;
    worker.onmessage = ({ data }: MessageEvent<FromComposer>) => {
      if (data.type === 'loaded') {
        loaded = true;
        resolve(thread);
      } else listeners.onMessage(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (loaded) listeners.onDeath(event.message);
      else resolve(undefined);
    };
  });
}

/** The same on the page's thread. Sound that comes in drives it where timers are slowed down. */
async function openHere({ onMessage }: Listeners): Promise<ComposerThread> {
  const { Conductor } = await import('../worker/conductor.js');
  const conductor = new Conductor(onMessage);
  return { post: (message) => conductor.tell(message), close: () => conductor.close() };
}
