import type { LecternError } from '@lectern/core/contract';
import type { FakeClient } from '../../../testing/fake-client.js';
import type { CaptureWay } from '../../capture.js';
import { createMemoryChunkStore } from '../../store/memory-chunk-store.js';
import type { OpenedChunkStore } from '../../store/open-chunk-store.js';
import { FakeUploadServer } from '../../upload/testing/fake-upload-server.js';
import { createRecorderKit, type RecorderKit } from '../recorder-kit.js';
import { FakeCaptures } from './fake-capture.js';

/** A recorder that captures nothing and sends it to nobody; what one page leaves is there for the next. */
export class FakeRecording {
  readonly captures = new FakeCaptures();
  readonly server = new FakeUploadServer();
  readonly store: OpenedChunkStore = { ...createMemoryChunkStore(), kind: 'opfs', isAtRisk: false };
  way: CaptureWay | undefined = 'tracks';
  /** What loading it fails with. */
  failure: LecternError | undefined;

  /** For `loadRecorder` of a session store. */
  readonly load = (): Promise<RecorderKit> =>
    this.failure
      ? Promise.reject(this.failure)
      : Promise.resolve(
          createRecorderKit({
            openStore: () => Promise.resolve(this.store),
            fetch: this.server.fetch,
            detectCapture: () => Promise.resolve(this.way),
            startCapture: this.captures.start,
            backOff: { first: 1, longest: 4 },
          }),
        );

  /** Has a client's parts opened here. */
  answer(client: FakeClient): void {
    client.answer('recordings.openPart', (...args) => this.server.recordings.openPart(...args));
    client.answer('recordings.renewUpload', (...args) => this.server.recordings.renewUpload(...args));
  }
}
