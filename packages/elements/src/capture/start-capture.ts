import type { Capture, CaptureOptions } from './capture.js';

/**
 * Begins one part. Resolves when the file is under way.
 *
 * @throws {@link LecternError} PROVIDER_UNSUPPORTED when no codec of this browser works.
 */
export async function startCapture(options: CaptureOptions): Promise<Capture> {
  if (options.way === 'canvas') {
    const { startCanvasCapture } = await import('./canvas-capture.js');
    return startCanvasCapture(options);
  }
  const { startWorkerCapture } = await import('./worker-capture.js');
  return startWorkerCapture(options);
}
