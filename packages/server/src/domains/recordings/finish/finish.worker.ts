import { parentPort, workerData } from 'node:worker_threads';
import type { FinishJob, FinishMessage } from './finish-job.js';
import { finishMedia } from './finish-media.js';

// A thread of its own: tables of hundreds of thousands of packets hold up no request, and go with it.
const say = (message: FinishMessage): void => parentPort?.postMessage(message);
try {
  const result = await finishMedia(workerData as FinishJob, (done) => say({ type: 'progress', done }));
  say({ type: 'result', result });
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  say({ type: 'error', message, ...(code !== undefined && { code }) });
}
