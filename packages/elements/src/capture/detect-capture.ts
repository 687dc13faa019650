import type { CaptureWay } from './capture.js';

/**
 * Which way this browser can record, or undefined: say so before the lesson. A browser that names an encoder may still
 * fail at work; `startCapture` then says so, and `canvas` may be tried.
 */
export async function detectCapture(): Promise<CaptureWay | undefined> {
  if (!has('AudioWorkletNode') || !has('AudioContext')) return undefined;
  if (has('VideoEncoder') && has('AudioEncoder') && has('VideoFrame') && (await namesCodecs()))
    return has('MediaStreamTrackProcessor') ? 'tracks' : 'grab';
  if (!has('MediaRecorder')) return undefined;
  const { recorderType } = await import('./canvas-capture.js');
  return recorderType() ? 'canvas' : undefined;
}

function has(name: string): boolean {
  return typeof Reflect.get(globalThis, name) === 'function';
}

async function namesCodecs(): Promise<boolean> {
  const { videoChoices } = await import('./encode/video-codecs.js');
  const { pickAudio } = await import('./encode/audio-codecs.js');
  for (const { codec, config } of videoChoices([])) {
    const named = await VideoEncoder.isConfigSupported(config).catch(() => undefined);
    if (named?.supported && (await pickAudio(codec))) return true;
  }
  return false;
}
