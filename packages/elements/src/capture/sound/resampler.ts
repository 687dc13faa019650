/** Changes the rate of a stream of samples, straight lines between them: good enough for voices. */
export class Resampler {
  readonly #step: number;
  #position = 0;
  #last = 0;

  constructor(from: number, to: number) {
    this.#step = from / to;
  }

  resample(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    if (this.#step === 1) return samples;
    const out = new Float32Array(Math.max(0, Math.ceil((samples.length - this.#position) / this.#step)));
    let at = this.#position;
    for (let index = 0; index < out.length; index += 1, at += this.#step) {
      const whole = Math.floor(at);
      const before = whole === 0 ? this.#last : (samples[whole - 1] ?? 0);
      out[index] = before + ((samples[whole] ?? 0) - before) * (at - whole);
    }
    // Sums of fractions end a hair before where they should.
    this.#position = Math.max(0, at - samples.length);
    this.#last = samples.at(-1) ?? this.#last;
    return out;
  }
}
