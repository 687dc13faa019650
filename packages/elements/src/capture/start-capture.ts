import type { Capture, CaptureOptions } from './capture.js';

/**
 * Begins one part. Resolves when the file is under way.
 *
 * @throws {@link LecternError} PROVIDER_UNSUPPORTED when no codec of this browser works.
 */
export async function startCapture(options: CaptureOptions): Promise<Capture> {
  const { startWorkerCapture } = await import('./worker-capture.js');
  return startWorkerCapture(options);
}
