import { MediaError, type LocalMedia, type MediaProblem, type TrackSource } from './call.js';
import { toMediaError } from './media-error.js';

/** The part of `navigator.mediaDevices` that is needed. */
export type MediaDevicesLike = Pick<MediaDevices, 'getUserMedia'> &
  Partial<Pick<MediaDevices, 'getDisplayMedia'>>;

export interface LocalTracksOptions {
  /** Default: `navigator.mediaDevices`. */
  readonly devices?: MediaDevicesLike | undefined;
  /** Merged into what is asked of the camera, e.g. `{ width: 1280, height: 720 }`. */
  readonly camera?: MediaTrackConstraints;
}

type Device = 'microphone' | 'camera';

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 30 },
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
const SCREEN: MediaTrackConstraints = {
  width: { max: 1280 },
  height: { max: 720 },
  frameRate: { max: 15 },
};

/**
 * One's own microphone, camera and screen: opened, switched, lost and stopped. It outlives a call, so that the picture
 * of the prejoin goes on through the waiting room and a rejoin without the camera's light going off.
 */
export class LocalTracks {
  readonly #options: LocalTracksOptions;
  readonly #listeners = new Set<() => void>();
  readonly #tracks = new Map<TrackSource, MediaStreamTrack>();
  readonly #deviceIds: Partial<Record<Device, string>> = {};
  #streams: Partial<Record<TrackSource, MediaStream>> = {};
  #problems: Partial<Record<TrackSource, MediaProblem>> = {};
  #snapshot: LocalMedia;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: LocalTracksOptions = {}) {
    this.#options = options;
    this.#snapshot = this.#describe();
  }

  get snapshot(): LocalMedia {
    return this.#snapshot;
  }

  /** Called after every change. Answers what ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is to be sent for a source now. */
  trackOf(source: TrackSource): MediaStreamTrack | null {
    return this.#tracks.get(source) ?? null;
  }

  /**
   * Muting keeps the device: it is instant, and so is speaking again.
   *
   * @throws MediaError
   */
  setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    return this.#serially(async () => {
      const isOther = deviceId !== undefined && deviceId !== this.#deviceIds.microphone;
      if (deviceId !== undefined) this.#deviceIds.microphone = deviceId;
      const present = this.#tracks.get('microphone');
      if (!on) {
        if (present && isOther) this.#stop('microphone');
        else if (present) present.enabled = false;
        this.#changed();
        return;
      }
      if (present && !isOther) present.enabled = true;
      else await this.#open('microphone');
      this.#changed();
    });
  }

  /**
   * Off lets the device go, and with it the light.
   *
   * @throws MediaError
   */
  setCamera(on: boolean, deviceId?: string): Promise<void> {
    return this.#serially(async () => {
      const isOther = deviceId !== undefined && deviceId !== this.#deviceIds.camera;
      if (deviceId !== undefined) this.#deviceIds.camera = deviceId;
      if (!on) this.#stop('camera');
      else if (isOther || !this.#tracks.has('camera')) await this.#open('camera');
      this.#changed();
    });
  }

  /** @throws MediaError */
  setScreen(on: boolean): Promise<void> {
    return this.#serially(async () => {
      if (!on) this.#stopScreen();
      else if (!this.#tracks.has('screen')) await this.#openScreen();
      this.#changed();
    });
  }

  /** Stops every track. Idempotent; what is still being opened is stopped as it comes. */
  close(): void {
    this.#closed = true;
    for (const source of [...this.#tracks.keys()]) this.#stop(source);
    this.#changed();
    this.#listeners.clear();
  }

  #serially(task: () => Promise<void>): Promise<void> {
    const run = this.#queue.then(() => (this.#closed ? undefined : task()));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  get #devices(): MediaDevicesLike | undefined {
    // Missing outside a secure context.
    return this.#options.devices ?? (navigator.mediaDevices as MediaDevicesLike | undefined);
  }

  async #open(source: Device): Promise<void> {
    const kind = source === 'camera' ? 'video' : 'audio';
    const base = source === 'camera' ? { ...CAMERA, ...this.#options.camera } : MICROPHONE;
    const deviceId = this.#deviceIds[source];
    const ask = (constraints: MediaTrackConstraints): Promise<MediaStream> =>
      this.#capture(source, (devices) => devices.getUserMedia({ [kind]: constraints }));
    const wanted = deviceId ? { ...base, deviceId: { exact: deviceId } } : base;
    const stream = await ask(wanted).catch((error: unknown) => {
      // The remembered device was unplugged: any other is better than none.
      if (deviceId && error instanceof MediaError && error.problem === 'no-device') return ask(base);
      throw error;
    });
    const [track] = stream.getTracks();
    if (track) this.#put(source, track);
  }

  async #openScreen(): Promise<void> {
    const stream = await this.#capture('screen', (devices) => {
      if (!devices.getDisplayMedia) throw new MediaError('unsupported', 'screen');
      return devices.getDisplayMedia({ video: SCREEN, audio: true });
    });
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (!video) throw new MediaError('no-device', 'screen');
    // Text has to stay sharp; frames may be fewer.
    video.contentHint = 'detail';
    this.#put('screen', video);
    if (audio) this.#put('screen-audio', audio);
  }

  async #capture(
    source: TrackSource,
    ask: (devices: MediaDevicesLike) => Promise<MediaStream>,
  ): Promise<MediaStream> {
    try {
      const devices = this.#devices;
      if (!devices) throw new MediaError('unsupported', source);
      const stream = await ask(devices);
      if (!this.#closed) return stream;
      for (const track of stream.getTracks()) track.stop();
      throw new MediaError('cancelled', source);
    } catch (error) {
      const problem = toMediaError(error, source);
      if (problem.problem !== 'cancelled') {
        this.#problems = { ...this.#problems, [source]: problem.problem };
        this.#changed();
      }
      throw problem;
    }
  }

  #put(source: TrackSource, track: MediaStreamTrack): void {
    this.#stop(source);
    this.#tracks.set(source, track);
    this.#streams = { ...this.#streams, [source]: new MediaStream([track]) };
    const { [source]: _solved, ...problems } = this.#problems;
    this.#problems = problems;
    track.onended = () => void this.#lost(source, track);
  }

  #stop(source: TrackSource): void {
    const track = this.#tracks.get(source);
    if (!track) return;
    // One's own `stop()` fires no `ended`; a late one of the device is of no interest.
    track.onended = null;
    track.stop();
    this.#tracks.delete(source);
    const { [source]: _gone, ...streams } = this.#streams;
    this.#streams = streams;
  }

  #stopScreen(): void {
    this.#stop('screen');
    this.#stop('screen-audio');
  }

  /** The device went away, or the person ended sharing in the browser's own bar. */
  async #lost(source: TrackSource, track: MediaStreamTrack): Promise<void> {
    if (this.#tracks.get(source) !== track) return;
    if (source === 'screen' || source === 'screen-audio') {
      if (source === 'screen') this.#stopScreen();
      else this.#stop(source);
      this.#changed();
      return;
    }
    const wasOn = track.enabled;
    this.#stop(source);
    delete this.#deviceIds[source];
    this.#problems = { ...this.#problems, [source]: 'lost' };
    this.#changed();
    if (!wasOn) return;
    // Another microphone often takes over, such as the built-in one when a headset is pulled out.
    if (source === 'microphone') await this.setMicrophone(true).catch(() => undefined);
  }

  #describe(): LocalMedia {
    return {
      microphone: this.#tracks.get('microphone')?.enabled ?? false,
      camera: this.#tracks.has('camera'),
      screen: this.#tracks.has('screen'),
      streams: this.#streams,
      problems: this.#problems,
    };
  }

  #changed(): void {
    this.#snapshot = this.#describe();
    for (const listener of [...this.#listeners]) listener();
  }
}
