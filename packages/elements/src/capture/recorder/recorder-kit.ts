import type { CaptureWay } from '../capture.js';
import { detectCapture } from '../detect-capture.js';
import { startCapture } from '../start-capture.js';
import type { StoredRecording } from '../store/chunk-store.js';
import { openChunkStore, type OpenedChunkStore } from '../store/open-chunk-store.js';
import type { BackOffOptions } from '../upload/back-off.js';
import { createUploadRequests } from '../upload/upload-requests.js';
import { Recorder, type RecorderOptions } from './recorder.js';
import { findUnsent, type UnsentRecording } from './unsent.js';

/** What of a recorder differs from one to the next. */
export type NewRecorder = Pick<
  RecorderOptions,
  'recording' | 'recordings' | 'serverTime' | 'onChange' | 'language'
>;

/** Everything that records, loaded when somebody records for the first time in a page. */
export interface RecorderKit {
  /** Undefined where this browser cannot. */
  detect(): Promise<CaptureWay | undefined>;
  create(options: NewRecorder): Promise<Recorder>;
  /** Whether nothing of any recording is left in this browser. */
  isEmpty(): Promise<boolean>;
  /** What this browser knows of a recording, if it made it. */
  find(recordingId: string): Promise<StoredRecording | undefined>;
  /** What pages before this one left behind, of one person. */
  unsent(personId: string): Promise<readonly UnsentRecording[]>;
}

export interface RecorderKitOptions {
  readonly openStore: () => Promise<OpenedChunkStore>;
  readonly fetch?: typeof fetch;
  readonly detectCapture: typeof detectCapture;
  readonly startCapture: typeof startCapture;
  readonly backOff?: BackOffOptions;
}

/** @param options Default: of this browser. */
export function createRecorderKit(options: Partial<RecorderKitOptions> = {}): RecorderKit {
  const requests = createUploadRequests(options.fetch);
  let opening: Promise<OpenedChunkStore> | undefined;
  const store = (): Promise<OpenedChunkStore> => (opening ??= (options.openStore ?? openChunkStore)());
  return {
    detect: options.detectCapture ?? detectCapture,
    create: async (given) =>
      new Recorder({
        ...given,
        store: await store(),
        requests,
        backOff: options.backOff,
        startCapture: options.startCapture ?? startCapture,
      }),
    isEmpty: async () => (await (await store()).recordings()).length === 0,
    find: async (recordingId) =>
      (await (await store()).recordings()).find((one) => one.recordingId === recordingId),
    unsent: async (personId) => findUnsent(await store(), personId),
  };
}
