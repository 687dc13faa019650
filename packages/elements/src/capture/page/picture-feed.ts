import type { ToComposer } from '../worker/messages.js';
import { GrabbedVideo } from './grabbed-video.js';

type Post = (message: ToComposer, transfer?: Transferable[]) => void;

interface Fed {
  readonly track: MediaStreamTrack;
  readonly video?: GrabbedVideo;
}

/** Brings the pictures of tracks to the composer: as streams of frames, or frame by frame when it asks. */
export class PictureFeed {
  readonly #grab: boolean;
  readonly #post: Post;
  readonly #fed = new Map<string, Fed>();

  constructor(way: 'tracks' | 'grab', post: Post) {
    this.#grab = way === 'grab';
    this.#post = post;
  }

  setTracks(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [key, fed] of this.#fed)
      if (tracks.get(key) !== fed.track) this.#remove(key, fed, tracks.has(key));
    for (const [key, track] of tracks) if (!this.#fed.has(key)) this.#add(key, track);
  }

  /** The composer's turn for a picture of each of these. */
  tick(keys: readonly string[]): void {
    for (const key of keys) {
      const frame = this.#fed.get(key)?.video?.grab();
      if (frame) this.#post({ type: 'frame', key, frame }, [frame]);
    }
  }

  close(): void {
    for (const { video } of this.#fed.values()) video?.close();
    this.#fed.clear();
  }

  #add(key: string, track: MediaStreamTrack): void {
    if (this.#grab) {
      this.#fed.set(key, { track, video: new GrabbedVideo(track) });
      return;
    }
    const { readable: frames } = new MediaStreamTrackProcessor({
      track: track as MediaStreamVideoTrack,
      maxBufferSize: 2,
    });
    this.#fed.set(key, { track });
    this.#post({ type: 'source', key, frames }, [frames]);
  }

  #remove(key: string, { video }: Fed, replaced: boolean): void {
    video?.close();
    this.#fed.delete(key);
    if (!replaced || this.#grab) this.#post({ type: 'source', key });
  }
}
