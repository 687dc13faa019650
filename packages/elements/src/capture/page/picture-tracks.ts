import type { CaptureScene } from '../capture.js';
import type { ShownScene } from '../compose/layout.js';
import { sourceKey } from '../compose/source-key.js';

/** The video tracks of a scene by the name of their place. */
export function pictureTracks({ people, screen }: CaptureScene): Map<string, MediaStreamTrack> {
  const tracks = new Map<string, MediaStreamTrack>();
  for (const { id, streams } of people) {
    const camera = liveTrack(streams.camera);
    if (camera) tracks.set(sourceKey(id, 'camera'), camera);
    const shared = id === screen ? liveTrack(streams.screen) : undefined;
    if (shared) tracks.set(sourceKey(id, 'screen'), shared);
  }
  return tracks;
}

/** What the layout needs of a scene. A screen without a picture is none. */
export function shownScene({ people, screen, speaker }: CaptureScene): ShownScene {
  const sharer = people.find(({ id }) => id === screen);
  return {
    people: people.map(({ id, name, streams }) => ({
      id,
      name,
      camera: liveTrack(streams.camera) !== undefined,
    })),
    ...(sharer && liveTrack(sharer.streams.screen) ? { screen: sharer.id } : {}),
    ...(speaker === undefined ? {} : { speaker }),
  };
}

function liveTrack(stream: MediaStream | undefined): MediaStreamTrack | undefined {
  return stream?.getVideoTracks().find(({ readyState }) => readyState === 'live');
}
