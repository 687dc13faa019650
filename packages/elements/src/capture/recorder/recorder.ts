import { newId, type RecordingsClient } from '@lectern/core/client';
import type { Capture, CaptureOptions, CaptureScene } from '../capture.js';
import type { StoredPart, StoredRecording } from '../store/chunk-store.js';
import type { OpenedChunkStore } from '../store/open-chunk-store.js';
import { BackOff, type BackOffOptions } from '../upload/back-off.js';
import { RecordingUpload } from '../upload/recording-upload.js';
import type { UploadRequests } from '../upload/upload-requests.js';
import { troubleOf } from '../upload/upload-trouble.js';
import { holdLock, recordingLock, uploadLock } from './hold-lock.js';
import { isAudible } from './is-audible.js';
import { LeaveGuard } from './leave-guard.js';
import { PartChain, type RecordingSource } from './part-chain.js';
import type { RecorderPhase, RecorderSnapshot } from './recorder-state.js';
import { WakeLock } from './wake-lock.js';

/** Pictures a second below which people notice. */
const FEW_FPS = 8;

export interface RecorderOptions {
  readonly recording: StoredRecording;
  readonly store: OpenedChunkStore;
  readonly recordings: Pick<RecordingsClient, 'openPart' | 'renewUpload' | 'stop'>;
  readonly requests: UploadRequests;
  readonly backOff?: BackOffOptions | undefined;
  readonly startCapture: (options: CaptureOptions) => Promise<Capture>;
  /** BCP 47, for initials. */
  readonly language?: string | undefined;
  serverTime(): number;
  onChange(snapshot: RecorderSnapshot): void;
}

/**
 * One recording in this page, from its first part to its last byte on the server. A page that finds one which a page
 * before it left goes on with it.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #upload: RecordingUpload;
  readonly #chain: PartChain;
  readonly #guard = new LeaveGuard();
  readonly #wake = new WakeLock();
  readonly #controller = new AbortController();
  readonly #locks: (() => void)[] = [];
  readonly #resuming: Promise<void>[] = [];
  #recording: StoredRecording;
  #phase: RecorderPhase = 'ready';
  #isOverloaded = false;
  #ending: Promise<void> | undefined;
  #releaseRecording: (() => void) | undefined;

  constructor(options: RecorderOptions) {
    const { store, recordings, requests, backOff, serverTime, language, startCapture } = options;
    this.#options = options;
    this.#recording = options.recording;
    this.#upload = new RecordingUpload({
      store,
      recordings,
      requests,
      serverTime,
      ...(backOff && { backOff }),
      onChange: () => this.#changed(),
    });
    this.#chain = new PartChain({
      store,
      language,
      startCapture,
      openPart: (capture) => this.#openPart(capture),
      onWritten: (part, written) => this.#upload.update(part, written),
      onHealth: ({ fps, layout }) => {
        this.#isOverloaded = layout === 'single' || fps < FEW_FPS;
        this.#changed();
      },
      onRecording: (isRecording) => this.#set(isRecording ? 'recording' : 'broken'),
    });
  }

  get snapshot(): RecorderSnapshot {
    return {
      recordingId: this.#recording.recordingId,
      phase: this.#phase,
      ...this.#upload.snapshot,
      isAtRisk: this.#options.store.isAtRisk,
      isOverloaded: this.#isOverloaded,
    };
  }

  /** Waits until no other page of this browser makes it, then sends what earlier ones left. */
  async open(): Promise<void> {
    const { store } = this.#options;
    const { recordingId } = this.#recording;
    this.#releaseRecording = await holdLock(recordingLock(recordingId), this.#controller.signal);
    // The page before may have gone on, or to its end, while this one waited.
    const known = (await store.recordings()).find((one) => one.recordingId === recordingId);
    this.#recording = known ?? this.#recording;
    await store.putRecording(this.#recording);
    for (const { partId } of await store.parts(recordingId)) this.#resuming.push(this.#resume(partId));
  }

  /** Begins to capture, as a new part. Says `blocked` when the browser wants a click first: call it again in one. */
  async begin(source: RecordingSource): Promise<void> {
    const mayBegin = await isAudible(source.audioContext);
    if (this.#ending || this.#controller.signal.aborted) return;
    if (mayBegin) await this.#chain.begin(source);
    else this.#set('blocked');
  }

  /** Whoever joined, left, shares or speaks. */
  setScene(scene: CaptureScene): void {
    this.#chain.setScene(scene);
  }

  /** Ends what this page does, for another page that goes on. Resolves when everything of this one is sent. */
  hand(): Promise<void> {
    return (this.#ending ??= this.#end(false));
  }

  /** Ends the recording. Resolves when the server has everything, or will not take it. */
  stop(): Promise<void> {
    return (this.#ending ??= this.#end(true));
  }

  /** Tries to send at once. */
  retry(): void {
    this.#upload.retry();
  }

  /** Forgets what was not sent; the server makes something of what it has. */
  async discard(): Promise<void> {
    const { recordings, store } = this.#options;
    await Promise.allSettled([this.#chain.end(), ...this.#resuming]);
    await this.#upload.abandon();
    await recordings.stop(this.#recording.recordingId).catch(() => undefined);
    await store.deleteRecording(this.#recording.recordingId);
    this.#set('done');
    this.close();
  }

  /** Lets go at once, as a page does that is closed. */
  close(): void {
    this.#controller.abort();
    this.#chain.close();
    this.#upload.close();
    this.#guard.set(false);
    this.#wake.set(false);
    this.#releaseRecording?.();
    for (const release of this.#locks.splice(0)) release();
  }

  async #resume(partId: string): Promise<void> {
    const { store } = this.#options;
    try {
      this.#locks.push(await holdLock(uploadLock(partId), this.#controller.signal));
    } catch {
      return;
    }
    // Its own page may have sent it while this one waited.
    const part = (await store.parts(this.#recording.recordingId)).find((one) => one.partId === partId);
    if (part) await this.#upload.resume(part);
  }

  async #openPart(capture: Capture): Promise<StoredPart> {
    const { store, serverTime } = this.#options;
    const { recordingId } = this.#recording;
    const startedAt = serverTime() - (Date.now() - capture.startedAt);
    if (this.#recording.startedAt === undefined) {
      this.#recording = { ...this.#recording, startedAt };
      await store.putRecording(this.#recording);
    }
    const part: StoredPart = {
      recordingId,
      partId: newId('prt'),
      startMs: Math.max(0, Math.round(startedAt - (this.#recording.startedAt ?? startedAt))),
      container: capture.container,
      codecs: capture.codecs,
      chunks: 0,
      durationMs: 0,
      closed: false,
    };
    this.#locks.push(await holdLock(uploadLock(part.partId), this.#controller.signal));
    await store.putPart(part);
    this.#upload.add(part);
    return part;
  }

  async #end(isStopped: boolean): Promise<void> {
    const { store } = this.#options;
    const { recordingId } = this.#recording;
    this.#set('uploading');
    await this.#chain.end();
    if (isStopped) {
      this.#recording = { ...this.#recording, stopped: true };
      await store.putRecording(this.#recording);
    } else this.#releaseRecording?.();
    await Promise.all([isStopped && this.#tellServer(), ...(isStopped ? this.#resuming : [])]);
    await this.#upload.settled();
    if (this.#controller.signal.aborted) return;
    const { refused } = this.#upload.snapshot;
    const isEmpty = (await store.parts(recordingId)).length === 0;
    const isOver = (await store.recordings()).some((one) => one.recordingId === recordingId && one.stopped);
    if (isEmpty && isOver) await store.deleteRecording(recordingId).catch(() => undefined);
    this.#set(refused ? 'refused' : 'done');
    this.close();
  }

  /** Until it knows. */
  async #tellServer(): Promise<void> {
    const { recordings, backOff } = this.#options;
    const { signal } = this.#controller;
    const wait = new BackOff(backOff);
    while (!signal.aborted) {
      try {
        await recordings.stop(this.#recording.recordingId, { signal });
        return;
      } catch (error) {
        // It is over already, or nobody's any more.
        if (troubleOf(error).type === 'refused') return;
        await new Promise<void>((resolve) => wait.wait(resolve));
      }
    }
  }

  #set(phase: RecorderPhase): void {
    this.#phase = phase;
    this.#changed();
  }

  #changed(): void {
    const isLive = this.#phase === 'recording';
    const isOver = this.#phase === 'done' || this.#phase === 'refused';
    this.#wake.set(isLive);
    this.#guard.set(isLive || (this.#upload.snapshot.unsentBytes > 0 && !isOver));
    this.#options.onChange(this.snapshot);
  }
}
