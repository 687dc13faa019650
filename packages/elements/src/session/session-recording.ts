import type { RecordingNotice } from '@lectern/core/contract';
import type { CaptureScene, CaptureWay } from '../capture/capture.js';
import type { Recorder } from '../capture/recorder/recorder.js';
import type { RecorderKit } from '../capture/recorder/recorder-kit.js';
import type { RecorderSnapshot } from '../capture/recorder/recorder-state.js';
import type { StoredRecording } from '../capture/store/chunk-store.js';
import { readPreferences, writePreferences } from '../internal/preferences.js';
import { isRecordingHere, isRunning, ownRecording, type ClassRecording } from './class-recording.js';
import { isSameScene, sceneOf } from './recording-scene.js';
import type { SessionStoreOptions } from './session-options.js';
import type { SessionState } from './session-state.js';
import type { SessionStore } from './session-store.js';
import { SESSION_TIMING } from './timing.js';
import { UnsentRecordings } from './unsent-recordings.js';

const COUNTDOWN_FROM = 3;

/**
 * The recording of one class: what everybody is told of it, and the recorder of this page where it has one. What
 * records is loaded when it is first needed.
 */
export class SessionRecording {
  readonly #options: SessionStoreOptions;
  readonly #store: Pick<SessionStore, 'state' | 'clock' | 'commands'>;
  readonly #unsubscribe: () => void;
  readonly #unsent: UnsentRecordings | undefined;
  #kit: Promise<RecorderKit> | undefined;
  #recorder: Recorder | undefined;
  #opening: Promise<void> | undefined;
  /** Stopped by this page: what the server says of them meanwhile is late. */
  readonly #stopped = new Set<string>();
  #way: CaptureWay | undefined;
  #audioContext: AudioContext | undefined;
  #language: string | undefined;
  #scene: CaptureScene | undefined;
  /** Counts up when what begins is given up. */
  #attempt = 0;
  #isInCall = false;
  #isGoing = false;
  #looked = '';

  /** @param store Whose class it is. */
  constructor(options: SessionStoreOptions, store: Pick<SessionStore, 'state' | 'clock' | 'commands'>) {
    const { recordings } = options.client;
    this.#options = options;
    this.#store = store;
    this.#unsent =
      recordings &&
      new UnsentRecordings({
        recordings,
        serverTime: () => store.clock.now(),
        load: () => this.#load(),
        onChange: (unsent) => this.#set({ unsent }),
      });
    this.#unsubscribe = store.state.subscribe((changed) => this.#onState(changed));
    // Before the store leaves with the page: a reload must not end the recording.
    globalThis.addEventListener?.('pagehide', this.#onPageHide, { capture: true });
  }

  get #now(): ClassRecording {
    return this.#store.state.current.recording;
  }

  /** What the server says of the recording of this class. */
  receive(notice: RecordingNotice | undefined): void {
    const { notice: former } = this.#now;
    if (notice && isRunning(notice)) this.#set({ notice });
    else if (!notice || former?.id === notice.id) this.#set({ notice: undefined });
    const id = this.#now.notice?.id;
    const { own } = this.#now;
    // Somebody else stopped it, or the server did.
    if (own && own.recordingId === former?.id && id !== former.id) this.#end();
    else void this.#continue();
  }

  /** Whether this browser could; `isPossible` says it. */
  async check(): Promise<void> {
    const { detectCapture } = await import('../capture/detect-capture.js');
    this.#set({
      isPossible:
        (await (this.#options.loadRecorder ? this.#load().then((kit) => kit.detect()) : detectCapture())) !==
        undefined,
    });
  }

  /** Tells everybody, counts down and records. Call it in a gesture: without one browsers give no sound. */
  async start({ language }: { readonly language?: string } = {}): Promise<void> {
    const { client, sessionId } = this.#options;
    const { recordings } = client;
    if (!recordings || !this.#mayRecord() || isRecordingHere(this.#now.own) || this.#now.notice) return;
    const attempt = ++this.#attempt;
    this.#language = language;
    this.#openAudio();
    this.#set({ own: ownRecording('', 'starting') });
    try {
      const way = await (await this.#load()).detect();
      if (attempt !== this.#attempt) return;
      if (!way) {
        this.#set({ isPossible: false, own: undefined });
        return;
      }
      const { id, state, startedAt, recordedBy } = await recordings.announce(sessionId);
      if (attempt !== this.#attempt) {
        await recordings.stop(id);
        return;
      }
      this.#set({ notice: { id, state, startedAt, recordedBy }, own: ownRecording(id, 'countdown') });
      await this.#record(attempt, this.#described(id));
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#set({ own: undefined });
      this.#store.commands.complain(error);
    }
  }

  /** Stops it, whoever records. */
  async stop(): Promise<void> {
    const { notice, own } = this.#now;
    if (this.#recorder && isRecordingHere(own)) {
      this.#end();
      return;
    }
    const { client } = this.#options;
    if (!notice) return;
    this.#attempt += 1;
    try {
      await client.recordings?.stop(notice.id);
      this.#set({ own: undefined });
      this.receive({ ...notice, endedAt: notice.startedAt });
    } catch (error) {
      this.#store.commands.complain(error);
    }
  }

  /** Goes on with what was interrupted. Call it in a gesture. */
  async resume(): Promise<void> {
    const { own, notice } = this.#now;
    if (!own || !['blocked', 'broken', 'elsewhere'].includes(own.phase)) return;
    const attempt = ++this.#attempt;
    this.#openAudio();
    if (this.#recorder) {
      await this.#opening;
      if (attempt === this.#attempt) await this.#begin(this.#recorder);
    } else if (notice)
      await this.#goOn(attempt, (await this.#stored(notice.id)) ?? this.#described(notice.id));
  }

  /** Tries to send at once. */
  retry(): void {
    this.#recorder?.retry();
  }

  /** It was read that everything is sent. */
  dismiss(): void {
    if (!isRecordingHere(this.#now.own)) this.#set({ own: undefined });
  }

  async sendUnsent(recordingId: string): Promise<void> {
    await this.#unsent?.send(recordingId);
  }

  async discardUnsent(recordingId: string): Promise<void> {
    await this.#unsent?.discard(recordingId);
  }

  /** Ends what this page records; what it made goes on being sent as long as the page lives. */
  close(): void {
    this.#unsubscribe();
    globalThis.removeEventListener?.('pagehide', this.#onPageHide, { capture: true });
    if (this.#isGoing) this.#recorder?.close();
    else this.#end();
  }

  #onState(changed: ReadonlySet<keyof SessionState>): void {
    const { current } = this.#store.state;
    if (changed.has('phase') || changed.has('me')) this.#onPhase(current);
    if (['roster', 'call', 'local', 'connectionId'].some((key) => changed.has(key as keyof SessionState)))
      this.#tellScene(current);
  }

  #onPhase({ phase, me, session }: SessionState): void {
    const was = this.#isInCall;
    this.#isInCall = phase === 'in-call';
    if (was && !this.#isInCall && !this.#isGoing) {
      if (phase === 'moved') this.#hand();
      else if (phase !== 'waiting' && phase !== 'joining') this.#end();
    }
    if (was && !this.#isInCall) this.#set({ notice: undefined });
    if (this.#isInCall) void this.#continue();
    // Once before the class and once in it: only then it is known what still runs.
    const place = me && session && phase !== 'joining' ? `${me.id} ${this.#isInCall}` : '';
    if (!place || place === this.#looked || !readPreferences().hasRecorded) return;
    this.#looked = place;
    void this.#unsent?.look(me!.id, (recording) => this.#isOver(recording));
  }

  async #isOver({ recordingId, sessionId, stopped }: StoredRecording): Promise<boolean> {
    const { client } = this.#options;
    const { session, recording } = this.#store.state.current;
    if (sessionId === this.#options.sessionId)
      return (this.#isInCall && recording.notice?.id !== recordingId) || session?.state !== 'live';
    if (stopped) return true;
    const known = await client.recordings?.get(recordingId).catch(() => undefined);
    return !known || known.endedAt !== undefined;
  }

  /** A page that was opened anew goes on with what the one before recorded. */
  async #continue(): Promise<void> {
    const { me } = this.#store.state.current;
    const { notice, own } = this.#now;
    if (!notice || !this.#isInCall || !this.#mayRecord() || notice.recordedBy.id !== me?.id) return;
    if (this.#stopped.has(notice.id) || isRecordingHere(own)) return;
    if (own?.phase === 'elsewhere' && own.recordingId === notice.id) return;
    const attempt = ++this.#attempt;
    this.#set({ own: ownRecording(notice.id, 'elsewhere') });
    const stored = await this.#stored(notice.id);
    if (attempt !== this.#attempt || !stored || stored.stopped) return;
    this.#openAudio();
    await this.#goOn(attempt, stored);
  }

  async #goOn(attempt: number, recording: StoredRecording): Promise<void> {
    try {
      await this.#record(attempt, recording, 0);
    } catch (error) {
      if (attempt === this.#attempt) this.#store.commands.complain(error);
    }
  }

  async #record(attempt: number, recording: StoredRecording, from = COUNTDOWN_FROM): Promise<void> {
    const { client, timing } = this.#options;
    const kit = await this.#load();
    this.#way ??= await kit.detect();
    const recorder = await kit.create({
      recording,
      recordings: client.recordings!,
      serverTime: () => this.#store.clock.now(),
      language: this.#language,
      onChange: (snapshot) => this.#onRecorder(recorder, snapshot),
    });
    if (attempt !== this.#attempt) {
      recorder.close();
      return;
    }
    this.#recorder = recorder;
    await (this.#opening = recorder.open());
    writePreferences({ hasRecorded: true });
    const stepMs = timing?.countdown ?? SESSION_TIMING.countdown;
    for (let left = from; left > 0 && attempt === this.#attempt; left -= 1) {
      this.#set({ own: { ...ownRecording(recording.recordingId, 'countdown'), secondsLeft: left } });
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
    if (attempt === this.#attempt) await this.#begin(recorder);
  }

  async #begin(recorder: Recorder): Promise<void> {
    await recorder.begin({
      way: this.#way ?? 'tracks',
      audioContext: this.#audioContext!,
      scene: () => (this.#scene = sceneOf(this.#store.state.current, this.#scene)),
    });
  }

  /** @param recorder An earlier one may still send when the next begins: it has nothing to say any more. */
  #onRecorder(recorder: Recorder, snapshot: RecorderSnapshot): void {
    if (recorder !== this.#recorder) return;
    const { own } = this.#now;
    if (snapshot.phase === 'done' && snapshot.sentBytes === 0) {
      this.#set({ own: undefined });
      return;
    }
    const isCounting = snapshot.phase === 'ready' && own?.phase === 'countdown';
    const isWaiting = snapshot.phase === 'ready' && own?.phase === 'elsewhere';
    const phase = isCounting ? 'countdown' : isWaiting ? 'elsewhere' : snapshot.phase;
    const { secondsLeft } = own ?? {};
    this.#set({ own: { ...snapshot, phase, ...(isCounting && secondsLeft && { secondsLeft }) } });
  }

  #tellScene(state: SessionState): void {
    if (!this.#recorder || !this.#isInCall) return;
    const scene = sceneOf(state, this.#scene);
    if (this.#scene && isSameScene(this.#scene, scene)) return;
    this.#scene = scene;
    this.#recorder.setScene(scene);
  }

  /** Ends the recording that this page makes. */
  #end(): void {
    this.#attempt += 1;
    const recorder = this.#recorder;
    const { own } = this.#now;
    if (own) this.#stopped.add(own.recordingId);
    if (recorder && own && (isRecordingHere(own) || own.phase === 'elsewhere'))
      void this.#finish(recorder, recorder.stop());
    else if (own && isRecordingHere(own)) this.#set({ own: undefined });
  }

  /** Ends this page's part; another page or device goes on. */
  #hand(): void {
    this.#attempt += 1;
    const recorder = this.#recorder;
    if (recorder && isRecordingHere(this.#now.own)) void this.#finish(recorder, recorder.hand());
  }

  async #finish(recorder: Recorder, ending: Promise<void>): Promise<void> {
    const audioContext = this.#audioContext;
    this.#audioContext = undefined;
    this.#scene = undefined;
    await ending;
    await audioContext?.close();
    if (this.#recorder === recorder) this.#recorder = undefined;
  }

  #openAudio(): void {
    this.#audioContext ??= new AudioContext({ sampleRate: 48_000 });
    void this.#audioContext.resume().catch(() => undefined);
  }

  #described(recordingId: string): StoredRecording {
    const { session, me } = this.#store.state.current;
    return {
      recordingId,
      sessionId: this.#options.sessionId,
      title: session?.title ?? '',
      personId: me?.id ?? '',
      stopped: false,
    };
  }

  #mayRecord(): boolean {
    const { you } = this.#store.state.current;
    return this.#options.client.recordings !== undefined && (you?.can['recording.record'] ?? false);
  }

  async #stored(recordingId: string): Promise<StoredRecording | undefined> {
    if (!readPreferences().hasRecorded) return undefined;
    return (await this.#load()).find(recordingId);
  }

  #load(): Promise<RecorderKit> {
    this.#kit ??= (this.#options.loadRecorder ?? loadRecorder)().catch((error: unknown) => {
      // The next try loads again.
      this.#kit = undefined;
      throw error;
    });
    return this.#kit;
  }

  #set(change: Partial<ClassRecording>): void {
    const recording = { ...this.#now, ...change };
    this.#store.state.set({ recording });
  }

  readonly #onPageHide = (): void => {
    this.#isGoing = true;
  };
}

async function loadRecorder(): Promise<RecorderKit> {
  const { createRecorderKit } = await import('../capture/recorder/recorder-kit.js');
  return createRecorderKit();
}
