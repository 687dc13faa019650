import type { RoomPage } from './room-page.js';

/** Where a teacher finds themselves who records. */
export interface RecordedRoom {
  recording(): Promise<void>;
  /** With 12 s that could not be sent. */
  offline(): Promise<void>;
  /** A page before this one could not send what it had. */
  leftBehind(): Promise<void>;
}

export function recordedRoom(page: RoomPage): RecordedRoom {
  async function recording(): Promise<void> {
    await page.inCall({ as: 'host' });
    await page.press('record');
    await page.press('confirm');
    await page.until(() => page.recording.captures.all.length === 1);
    await page.until(() => page.recording.server.parts.size === 1);
    page.room.record({ state: 'uploading' });
    await page.settled();
  }

  async function offline(): Promise<void> {
    await recording();
    page.recording.server.failAlways('unreachable');
    Object.assign(page.recording.captures.last, { startedAt: Date.now() - 12_000 });
    page.recording.captures.last.options.onBytes(new Uint8Array(1_500_000));
    await page.until(() => page.find('[data-recording="unsent"]') !== null);
    await page.settled();
  }

  async function leftBehind(): Promise<void> {
    const { store } = page.recording;
    const [recordingId, partId] = ['rec-left', 'prt-left'];
    localStorage.setItem('lectern', JSON.stringify({ hasRecorded: true }));
    await store.putRecording({
      recordingId,
      sessionId: 'ses-yesterday',
      title: 'Algebra',
      personId: 'ana',
      stopped: true,
    });
    await store.putPart({
      recordingId,
      partId,
      startMs: 0,
      container: 'video/mp4',
      codecs: 'avc1',
      chunks: 1,
      durationMs: 1_000,
      closed: true,
    });
    await store.putChunk({ recordingId, partId, number: 0 }, new Uint8Array(1_200_000));
    await page.render({ as: 'host' });
    await page.until(() => page.find('[data-recording="unsent-found"]') !== null);
    await page.settled();
  }

  return { recording, offline, leftBehind };
}
