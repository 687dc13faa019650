import { Track } from 'livekit-client';
import type { MediaState } from '@lectern/core/contract';
import type { TrackSource } from '../call.js';

/** The four sources a person has, each with LiveKit's name. */
export const SOURCES: readonly (readonly [TrackSource, Track.Source])[] = [
  ['microphone', Track.Source.Microphone],
  ['camera', Track.Source.Camera],
  ['screen', Track.Source.ScreenShare],
  ['screen-audio', Track.Source.ScreenShareAudio],
];

/** Which of a person's sources are on, as the channel says. */
export function isOn(source: TrackSource, { mic, camera, screen }: MediaState): boolean {
  if (source === 'microphone') return mic;
  return source === 'camera' ? camera : screen;
}
