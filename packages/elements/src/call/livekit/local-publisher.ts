import { PublishTrackError, type LocalParticipant, type LocalTrackPublication } from 'livekit-client';
import type { MediaProblem, TrackSource } from '../call.js';
import type { LocalTracks } from '../local-tracks.js';
import { SOURCES } from './sources.js';

/** Speech is small; a screen is text that must stay sharp. */
const SCREEN = { maxBitrate: 1_500_000, maxFramerate: 15 };

/** Keeps what is sent equal to one's own tracks, one change after the other. They belong to whoever opened them. */
export class LocalPublisher {
  readonly #tracks: LocalTracks;
  readonly #participant: () => LocalParticipant;
  readonly #onChange: () => void;
  readonly #sent = new Map<
    TrackSource,
    { readonly track: MediaStreamTrack; readonly publication: LocalTrackPublication }
  >();
  readonly #problems = new Map<TrackSource, MediaProblem>();
  #queue: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(tracks: LocalTracks, participant: () => LocalParticipant, onChange: () => void) {
    this.#tracks = tracks;
    this.#participant = participant;
    this.#onChange = onChange;
  }

  /** What the media server would not take. */
  get problems(): Readonly<Partial<Record<TrackSource, MediaProblem>>> {
    return Object.fromEntries(this.#problems);
  }

  /** Sends what is there now and is not sent yet, and nothing more. */
  update(): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      for (const [source] of SOURCES) if (!this.#isOver) await this.#updateSource(source);
    });
    return this.#queue;
  }

  /** A new life of the room knows nothing of what was sent. */
  forget(): void {
    this.#sent.clear();
  }

  close(): void {
    this.#isOver = true;
    this.#sent.clear();
  }

  async #updateSource(source: TrackSource): Promise<void> {
    const wanted = this.#tracks.trackOf(source);
    const sent = this.#sent.get(source);
    if (sent?.track === (wanted ?? undefined)) return;
    try {
      if (sent && wanted) {
        await sent.publication.track?.replaceTrack(wanted, { userProvidedTrack: true });
        this.#sent.set(source, { track: wanted, publication: sent.publication });
      } else if (wanted) {
        this.#sent.set(source, { track: wanted, publication: await this.#publish(source, wanted) });
      } else if (sent) {
        this.#sent.delete(source);
        await this.#participant().unpublishTrack(sent.track, false);
      }
      if (this.#problems.delete(source)) this.#onChange();
    } catch (error) {
      // Not sent is not hidden: else one speaks to nobody and does not know it.
      this.#problems.set(source, error instanceof PublishTrackError ? 'permission-denied' : 'unsupported');
      this.#onChange();
    }
  }

  #publish(source: TrackSource, track: MediaStreamTrack): Promise<LocalTrackPublication> {
    const [, name] = SOURCES.find(([one]) => one === source)!;
    const isScreen = source === 'screen';
    return this.#participant().publishTrack(track, {
      source: name,
      simulcast: source === 'camera',
      ...(isScreen && { videoEncoding: SCREEN, degradationPreference: 'maintain-resolution' as const }),
    });
  }
}
