import type { LayoutMode } from '../compose/layout.js';
import { FPS } from '../settings.js';

/** Fewer pictures than this are too few. */
const TOO_FEW = FPS * 0.6;
/** So many bad looks in a row are no accident. */
const PATIENCE = 3;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 480_000;

/** Decides when everybody is too much for the machine, and when to try again. */
export class LoadGovernor {
  #mode: LayoutMode = 'everybody';
  #bad = 0;
  #restMs = FIRST_REST_MS;
  #restUntil = 0;

  get mode(): LayoutMode {
    return this.#mode;
  }

  /** After each look at the speed. */
  see(fps: number, nowMs: number): LayoutMode {
    if (this.#mode === 'single') {
      if (nowMs >= this.#restUntil && fps >= TOO_FEW) this.#mode = 'everybody';
      return this.#mode;
    }
    this.#bad = fps < TOO_FEW ? this.#bad + 1 : 0;
    if (this.#bad < PATIENCE) return this.#mode;
    this.#bad = 0;
    this.#mode = 'single';
    this.#restUntil = nowMs + this.#restMs;
    this.#restMs = Math.min(this.#restMs * 2, LONGEST_REST_MS);
    return this.#mode;
  }
}
