import type { MediaState, SessionYou } from '@lectern/core/contract';
import type { LocalMedia } from '../call/call.js';
import { LocalTracks } from '../call/local-tracks.js';

/** One's own devices over several calls: what was wished stays when they are let go. */
export class OwnMedia {
  readonly #onChange: () => void;
  #tracks = new LocalTracks();
  #wishes = { microphone: true, camera: true };
  #microphoneId: string | undefined;
  #cameraId: string | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#listen();
  }

  get tracks(): LocalTracks {
    return this.#tracks;
  }

  get snapshot(): LocalMedia {
    return this.#tracks.snapshot;
  }

  /** As others are told. */
  get state(): MediaState {
    const { microphone, camera, screen } = this.#tracks.snapshot;
    return { mic: microphone, camera, screen };
  }

  /** Which devices, and whether to begin with them on. */
  wish(wishes: {
    readonly microphone?: boolean;
    readonly camera?: boolean;
    readonly microphoneId?: string;
    readonly cameraId?: string;
  }): void {
    const { microphone = this.#wishes.microphone, camera = this.#wishes.camera } = wishes;
    this.#wishes = { microphone, camera };
    this.#microphoneId = wishes.microphoneId ?? this.#microphoneId;
    this.#cameraId = wishes.cameraId ?? this.#cameraId;
  }

  /** Opens what is wished and allowed. Never rejects: problems stand in the snapshot. */
  async open(can: SessionYou['can'] | undefined): Promise<void> {
    const { microphone, camera } = this.#wishes;
    await Promise.allSettled([
      microphone && can?.['media.microphone'] !== false
        ? this.#tracks.setMicrophone(true, this.#microphoneId)
        : undefined,
      camera && can?.['media.camera'] !== false ? this.#tracks.setCamera(true, this.#cameraId) : undefined,
    ]);
  }

  setMicrophone(on: boolean, microphoneId?: string): Promise<void> {
    this.wish(
      microphoneId === undefined ? { microphone: on } : { ...(on && { microphone: on }), microphoneId },
    );
    return this.#tracks.setMicrophone(on, microphoneId ?? this.#microphoneId);
  }

  setCamera(on: boolean, cameraId?: string): Promise<void> {
    this.wish(cameraId === undefined ? { camera: on } : { ...(on && { camera: on }), cameraId });
    return this.#tracks.setCamera(on, cameraId ?? this.#cameraId);
  }

  setScreen(on: boolean): Promise<void> {
    return this.#tracks.setScreen(on);
  }

  /** Lets every device go; the next call begins with fresh tracks. */
  release(): void {
    this.#tracks.close();
    this.#tracks = new LocalTracks();
    this.#listen();
    this.#onChange();
  }

  close(): void {
    this.#tracks.close();
  }

  #listen(): void {
    const tracks = this.#tracks;
    tracks.subscribe(() => {
      if (this.#tracks === tracks) this.#onChange();
    });
  }
}
