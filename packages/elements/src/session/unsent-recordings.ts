import type { RecordingsClient } from '@lectern/core/client';
import type { Recorder } from '../capture/recorder/recorder.js';
import type { RecorderKit } from '../capture/recorder/recorder-kit.js';
import type { StoredRecording } from '../capture/store/chunk-store.js';
import { writePreferences } from '../internal/preferences.js';
import type { UnsentOffer } from './class-recording.js';

export interface UnsentRecordingsOptions {
  readonly recordings: RecordingsClient;
  load(): Promise<RecorderKit>;
  serverTime(): number;
  /** Called with what is offered to a person. */
  onChange(unsent: readonly UnsentOffer[]): void;
}

/** What earlier pages of this browser recorded and could not send: offered to their person, then sent or discarded. */
export class UnsentRecordings {
  readonly #options: UnsentRecordingsOptions;
  readonly #offers = new Map<string, UnsentOffer>();
  readonly #recordings = new Map<string, StoredRecording>();
  /** Only their end is missing: nobody has to decide that, or to see it. */
  readonly #silent = new Set<string>();

  constructor(options: UnsentRecordingsOptions) {
    this.#options = options;
  }

  /**
   * Looks what there is, of one person.
   *
   * @param isOver Whether a recording's class can be known to be over. Others are left alone.
   */
  async look(
    personId: string,
    isOver: (recording: StoredRecording) => boolean | Promise<boolean>,
  ): Promise<void> {
    const kit = await this.#options.load();
    const found = await kit.unsent(personId);
    if (await kit.isEmpty()) writePreferences({ hasRecorded: false });
    for (const { recording, unsentBytes } of found) {
      const { recordingId, title, startedAt } = recording;
      if (this.#offers.has(recordingId) || !(await isOver(recording))) continue;
      this.#recordings.set(recordingId, recording);
      this.#offers.set(recordingId, {
        recordingId,
        title,
        startedAt,
        unsentBytes,
        isSending: false,
        isRefused: false,
      });
      if (unsentBytes > 0) continue;
      this.#silent.add(recordingId);
      void this.send(recordingId);
    }
    this.#tell();
  }

  /** Sends it; resolves when it is there or refused. */
  async send(recordingId: string): Promise<void> {
    const recorder = await this.#recorder(recordingId);
    if (!recorder) return;
    this.#change(recordingId, { isSending: true, isRefused: false });
    await recorder.open();
    await recorder.stop();
    if (recorder.snapshot.phase === 'refused')
      this.#change(recordingId, { isSending: false, isRefused: true });
    else this.#forget(recordingId);
  }

  async discard(recordingId: string): Promise<void> {
    const recorder = await this.#recorder(recordingId);
    if (!recorder) return;
    this.#forget(recordingId);
    await recorder.open();
    await recorder.discard();
  }

  async #recorder(recordingId: string): Promise<Recorder | undefined> {
    const recording = this.#recordings.get(recordingId);
    if (!recording || this.#offers.get(recordingId)?.isSending) return undefined;
    const { load, recordings, serverTime } = this.#options;
    return (await load()).create({
      recording,
      recordings,
      serverTime,
      onChange: ({ unsentBytes }) => this.#change(recordingId, { unsentBytes }),
    });
  }

  #change(recordingId: string, change: Partial<UnsentOffer>): void {
    const offer = this.#offers.get(recordingId);
    if (!offer) return;
    this.#offers.set(recordingId, { ...offer, ...change });
    this.#tell();
  }

  #forget(recordingId: string): void {
    this.#offers.delete(recordingId);
    this.#tell();
  }

  #tell(): void {
    this.#options.onChange(
      [...this.#offers.values()].filter(({ recordingId }) => !this.#silent.has(recordingId)),
    );
  }
}
