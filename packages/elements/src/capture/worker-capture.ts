import type { Capture, CaptureOptions } from './capture.js';

/** Composes and encodes in a worker. */
export function startWorkerCapture(_options: CaptureOptions): Promise<Capture> {
  return Promise.reject(new Error('not yet'));
}
