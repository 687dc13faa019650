/** `listening`: nothing yet, but not for long. */
export type MicrophoneSound = 'listening' | 'heard' | 'silent';

/** Long enough for whoever reads the page first, short enough to be told before joining. */
const SILENT_AFTER_MS = 6_000;

/** Tells from its levels whether anything comes from a microphone. Once heard, it may be quiet. */
export class SilenceWatch {
  #sound: MicrophoneSound = 'listening';
  #since: number | undefined;

  /** @param now ms, of a steady clock. */
  hear(level: number, now: number): MicrophoneSound {
    this.#since ??= now;
    if (level > 0) this.#sound = 'heard';
    else if (this.#sound === 'listening' && now - this.#since >= SILENT_AFTER_MS) this.#sound = 'silent';
    return this.#sound;
  }
}
