/** How many of the last blocks are looked at: about a second. */
const WINDOW = 25;
/** Sound and picture may be this far apart before it is put right; further where the blocks do not agree. */
const TOLERANCE_MS = 25;
const DISPUTED_MS = 40;
/** No block for so long: the sound stands still, and silence is written in its place. */
const IDLE_MS = 1200;
/** Silence stays behind by this much: a block may be on its way. */
const BEHIND_MS = 400;

/** What to write: silence first, then the block without its first samples. */
export interface Placement {
  readonly silence: number;
  readonly skip: number;
}

/**
 * Keeps the sound on the picture's clock. Its own time is what was written; blocks say when they were made, late by
 * whatever the machine was busy with, and hardly ever early. So late blocks change nothing: only when every block of the
 * last second is late is silence written. Where a quarter of them is early, the beginning was late: samples are left out.
 */
export class SoundTimeline {
  readonly #perMs: number;
  #written = 0;
  #silence = 0;
  #lags: number[] = [];
  #debt = 0;
  #lastMs = 0;
  #standing = true;

  constructor(sampleRate: number) {
    this.#perMs = sampleRate / 1000;
  }

  /** Samples written so far. */
  get written(): number {
    return this.#written;
  }

  /** Silence among them that no microphone made, in ms. */
  get silenceMs(): number {
    return Math.round(this.#silence / this.#perMs);
  }

  /** A block of `length` samples whose last was made at `endMs`. */
  place(length: number, endMs: number): Placement {
    this.#lastMs = Math.max(this.#lastMs, endMs);
    const lag = endMs - length / this.#perMs - this.#written / this.#perMs;
    let silence = 0;
    if (this.#standing) {
      // The first block, or the first after a standstill: it begins where the clock says.
      this.#standing = false;
      this.#lags = [];
      this.#shift(lag);
    } else {
      this.#lags.push(lag);
      if (this.#lags.length > WINDOW) this.#lags.shift();
      if (this.#lags.length === WINDOW && this.#isOff()) this.#shift(quartile(this.#lags));
    }
    if (this.#debt < 0) {
      silence = Math.round(-this.#debt);
      this.#debt = 0;
      this.#silence += silence;
    }
    const skip = Math.min(length, Math.round(this.#debt));
    this.#debt -= skip;
    this.#written += silence + length - skip;
    return { silence, skip };
  }

  /** Called now and then: how much silence to write because no block comes. */
  idle(nowMs: number): number {
    if (nowMs - this.#lastMs < IDLE_MS) return 0;
    this.#standing = true;
    return this.fillTo(nowMs - BEHIND_MS);
  }

  /** How much silence reaches up to a moment. */
  fillTo(ms: number): number {
    const silence = Math.max(0, Math.round(ms * this.#perMs) - this.#written);
    this.#written += silence;
    this.#silence += silence;
    return silence;
  }

  #isOff(): boolean {
    const early = -quartile(this.#lags);
    // After a short pause old blocks say early and new ones late: leaving samples out would make it worse.
    const agreed = Math.max(...this.#lags) <= TOLERANCE_MS;
    return Math.min(...this.#lags) > TOLERANCE_MS || early > (agreed ? TOLERANCE_MS : DISPUTED_MS);
  }

  #shift(lagMs: number): void {
    this.#debt = -lagMs * this.#perMs;
    // What is known of the last second stays known: two short pauses in it are put right one soon after the other.
    this.#lags = this.#lags.map((lag) => lag - lagMs);
  }
}

function quartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 2] ?? 0;
}
