import type { RemoteParticipant, RemoteTrackPublication } from 'livekit-client';
import type { MediaState } from '@lectern/core/contract';
import type { CallPeer, TrackSource } from '../call.js';
import type { RemoteAudio } from '../remote-audio.js';
import { isOn, SOURCES } from './sources.js';

const NOTHING: MediaState = { mic: false, camera: false, screen: false };

interface Received {
  readonly track: MediaStreamTrack;
  readonly stream: MediaStream;
}

/** One connection of the roster: what is taken of it from the media server, and what is played. */
export class RemotePerson {
  readonly #audio: RemoteAudio;
  readonly #received = new Map<TrackSource, Received>();
  #participant: RemoteParticipant | undefined;
  #media = NOTHING;

  constructor(
    readonly connectionId: string,
    audio: RemoteAudio,
  ) {
    this.#audio = audio;
  }

  /** Who of the room it is now; another one after a new life of the room. */
  set participant(participant: RemoteParticipant | undefined) {
    this.#participant = participant;
    this.update();
  }

  set media(media: MediaState) {
    this.#media = media;
    this.update();
  }

  /** Takes what is on and lets go of the rest: what nobody shows costs nobody anything. */
  update(): void {
    for (const [source, name] of SOURCES) {
      const publication = this.#participant?.getTrackPublication(name) as RemoteTrackPublication | undefined;
      const wanted = isOn(source, this.#media);
      if (publication && publication.isDesired !== wanted) publication.setSubscribed(wanted);
      this.#keep(source, wanted ? publication?.track?.mediaStreamTrack : undefined);
    }
  }

  snapshot(isRoomUp: boolean): CallPeer {
    const streams = Object.fromEntries([...this.#received].map(([source, { stream }]) => [source, stream]));
    const there = this.#participant !== undefined;
    return {
      connectionId: this.connectionId,
      state: there && isRoomUp ? 'connected' : there ? 'reconnecting' : 'connecting',
      streams,
      audioLevel: this.#media.mic ? (this.#participant?.audioLevel ?? 0) : 0,
    };
  }

  async getStats(): Promise<RTCStatsReport | undefined> {
    if (!this.#participant) return undefined;
    const reports = await Promise.all(
      [...this.#participant.trackPublications.values()].map(async ({ track }) => track?.getRTCStatsReport()),
    );
    return new Map(reports.flatMap((report) => [...(report ?? [])])) as unknown as RTCStatsReport;
  }

  close(): void {
    for (const [, name] of SOURCES) {
      const publication = this.#participant?.getTrackPublication(name) as RemoteTrackPublication | undefined;
      if (publication?.isDesired) publication.setSubscribed(false);
    }
    for (const source of [...this.#received.keys()]) this.#keep(source, undefined);
  }

  #keep(source: TrackSource, track: MediaStreamTrack | undefined): void {
    const present = this.#received.get(source);
    if (present?.track === track) return;
    if (present) {
      this.#received.delete(source);
      this.#audio.remove(present.stream);
    }
    if (!track) return;
    const stream = new MediaStream([track]);
    this.#received.set(source, { track, stream });
    if (track.kind === 'audio') this.#audio.add(stream);
  }
}
