import { Worker } from 'node:worker_threads';
import type { FinishJob, FinishMessage, FinishResult } from './finish-job.js';

/** A recording that needs more is not made rather than the server ended. */
const MOST_HEAP_MB = 400;
const IS_SOURCE = import.meta.url.endsWith('.ts');

export interface RunFinishOptions {
  /** Ends the thread. */
  readonly signal: AbortSignal;
  onProgress?(done: number): void;
}

/** Does the work in a thread of its own. @throws {Error} with the `code` of the system, such as ENOSPC. */
export async function runFinish(
  job: FinishJob,
  { signal, onProgress }: RunFinishOptions,
): Promise<FinishResult> {
  signal.throwIfAborted();
  const worker = new Worker(
    new URL(IS_SOURCE ? './finish.worker.source.mjs' : './recording-finish.worker.js', import.meta.url),
    {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
      execArgv: [],
    },
  );
  try {
    return await new Promise<FinishResult>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      worker.on('message', (message: FinishMessage) => {
        if (message.type === 'progress') onProgress?.(message.done);
        else if (message.type === 'result') resolve(message.result);
        else reject(Object.assign(new Error(message.message), message.code ? { code: message.code } : {}));
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the thread ended early with ${String(code)}`)));
    });
  } finally {
    await worker.terminate();
  }
}
