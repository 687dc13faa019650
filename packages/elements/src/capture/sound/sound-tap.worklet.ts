export {};

// Runs in the AudioWorklet: no imports, and none of the page's globals.
interface TapProcessor {
  readonly port: MessagePort;
}
declare const AudioWorkletProcessor: new () => TapProcessor;
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => TapProcessor): void;

/** 40 ms at 48 kHz, a whole number of the 128 that come at once. */
const BLOCK = 1920;

/** Hands one channel on in blocks, each with the moment of its end, over a port that it is sent. */
class SoundTap extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK);
  #filled = 0;
  #to: MessagePort | undefined;
  #open = true;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<MessagePort | undefined>) => {
      this.#to = data;
      this.#open = data !== undefined;
    };
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const channel = input?.[0];
    const length = channel?.length ?? 128;
    if (channel) this.#block.set(channel, this.#filled);
    this.#filled += length;
    if (this.#filled >= BLOCK) {
      const samples = this.#block;
      this.#to?.postMessage({ samples, sampleRate, endedAt: Date.now() }, [samples.buffer]);
      this.#block = new Float32Array(BLOCK);
      this.#filled = 0;
    }
    return this.#open;
  }
}

try {
  registerProcessor('lectern-sound-tap', SoundTap);
} catch {
  // The context has it already: another part, or another version, came before.
}
