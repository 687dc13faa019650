import type { TimeRange } from '@lectern/core/contract';

/** Silence between two packets and the end of a tick are no gaps. */
const SHORTEST_GAP_MS = 500;

/** Where a recording has sound or a picture, from its beginning on. */
export class TimeLine {
  readonly #gaps: TimeRange[] = [];
  readonly #startMs: number;
  #endMs: number | undefined;
  #expectedMs = 0;

  /** `startMs`: where something should begin to play. */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  /** Up to where something plays; undefined before the first. */
  get endMs(): number | undefined {
    return this.#endMs;
  }

  /** Something plays there. Comes nearly in order. */
  cover(startMs: number, endMs: number): void {
    const before = this.#endMs ?? this.#startMs;
    if (startMs - before > SHORTEST_GAP_MS)
      this.#gaps.push({ startMs: Math.round(before), endMs: Math.round(startMs) });
    this.#endMs = Math.max(before, endMs);
  }

  /** There should have been something up to there. */
  expectUntil(endMs: number): void {
    this.#expectedMs = Math.max(this.#expectedMs, endMs);
  }

  gaps(): readonly TimeRange[] {
    const end = this.#endMs ?? this.#startMs;
    if (this.#expectedMs - end <= SHORTEST_GAP_MS) return this.#gaps;
    return [...this.#gaps, { startMs: Math.round(end), endMs: Math.round(this.#expectedMs) }];
  }
}
