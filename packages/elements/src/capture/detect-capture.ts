import type { CaptureWay } from './capture.js';

/** Which way this browser can record, or undefined: say so before the lesson. */
export function detectCapture(): Promise<CaptureWay | undefined> {
  const has = (name: string): boolean => typeof Reflect.get(globalThis, name) === 'function';
  if (!has('Worker') || !has('AudioWorkletNode')) return Promise.resolve(undefined);
  if (has('VideoEncoder') && has('AudioEncoder') && has('VideoFrame'))
    return Promise.resolve(has('MediaStreamTrackProcessor') ? 'tracks' : 'grab');
  return Promise.resolve(has('MediaRecorder') ? 'canvas' : undefined);
}
