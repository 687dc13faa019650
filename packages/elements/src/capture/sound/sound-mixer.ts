import type { CapturePerson } from '../capture.js';

/** Before the tap: six voices at once never clip. */
const GAIN = 0.7;
const TAP = 'lectern-sound-tap';

interface Voice {
  readonly node: MediaStreamAudioSourceNode;
  readonly player: HTMLAudioElement;
}

/** Mixes all voices into one channel and hands it on in blocks. */
export class SoundMixer {
  /** The mix, for whoever records it without the tap. */
  readonly output: AudioNode;
  readonly #context: AudioContext;
  readonly #input: DynamicsCompressorNode;
  readonly #tap: AudioWorkletNode | undefined;
  readonly #voices = new Map<string, Voice>();

  /** With the tap: blocks go to `to`. */
  static async tapped(context: AudioContext, to: MessagePort): Promise<SoundMixer> {
    await context.audioWorklet.addModule(new URL('./sound-tap.worklet.js', import.meta.url).href);
    return new SoundMixer(context, to);
  }

  constructor(context: AudioContext, to?: MessagePort) {
    this.#context = context;
    const mono = { channelCount: 1, channelCountMode: 'explicit' } as const;
    this.#input = new DynamicsCompressorNode(context, {
      ...mono,
      threshold: -12,
      knee: 6,
      ratio: 20,
      attack: 0.002,
      release: 0.2,
    });
    const gain = new GainNode(context, { ...mono, gain: GAIN });
    this.#input.connect(gain);
    this.output = gain;
    if (!to) return;
    this.#tap = new AudioWorkletNode(context, TAP, { ...mono, numberOfInputs: 1, numberOfOutputs: 1 });
    this.#tap.port.postMessage(to, [to]);
    // It plays nothing, but what leads nowhere is not run.
    gain.connect(this.#tap).connect(context.destination);
  }

  setPeople(people: readonly CapturePerson[]): void {
    const tracks = new Map<string, MediaStreamTrack>();
    for (const { streams } of people)
      for (const stream of [streams.microphone, streams['screen-audio']])
        for (const track of stream?.getAudioTracks() ?? [])
          if (track.readyState === 'live') tracks.set(track.id, track);
    // The new before the old: a changed microphone leaves no hole.
    for (const [id, track] of tracks) if (!this.#voices.has(id)) this.#add(id, track);
    for (const id of this.#voices.keys()) if (!tracks.has(id)) this.#remove(id);
  }

  close(): void {
    for (const id of [...this.#voices.keys()]) this.#remove(id);
    this.#input.disconnect();
    this.output.disconnect();
    // Without a port the tap ends.
    this.#tap?.port.postMessage(undefined);
    this.#tap?.disconnect();
  }

  #add(id: string, track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    const node = this.#context.createMediaStreamSource(stream);
    node.connect(this.#input);
    // Chromium decodes the sound of a remote track only while an element plays it.
    const player = new Audio();
    player.muted = true;
    player.srcObject = stream;
    player.play().catch(() => undefined);
    this.#voices.set(id, { node, player });
  }

  #remove(id: string): void {
    const voice = this.#voices.get(id);
    voice?.node.disconnect();
    if (voice) voice.player.srcObject = null;
    this.#voices.delete(id);
  }
}
