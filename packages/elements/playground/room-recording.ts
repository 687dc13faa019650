import { FakeRecording } from '../src/capture/recorder/testing/fake-recorder-kit.js';
import type { SessionRoomElement } from '../src/elements/session-room/session-room.element.js';
import type { FakeClass } from '../src/session/testing/fake-class.js';
import { minutes } from './room-people.js';

/** What the one sees who records. */
const OWN = [
  'record-dialog',
  'record-countdown',
  'recording-own',
  'recording-unsent',
  'recording-full',
  'recording-blocked',
  'recording-elsewhere',
  'record-stop-dialog',
  'recording-uploading',
  'recording-done',
  'recording-impossible',
  'unsent-found',
];
/** What everybody sees. */
export const RECORDING_STATES = ['recorded-soon', 'recorded', 'recorded-waiting', ...OWN];

export const isRecorder = (state: string): boolean => OWN.includes(state);

export interface RecordingStage {
  readonly room: FakeClass;
  readonly element: SessionRoomElement;
  readonly recorded: FakeRecording;
}

const A_SECOND_BYTES = 131_072;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What a page of this browser finds. */
export function prepareRecording(state: string): FakeRecording {
  const recorded = new FakeRecording();
  if (state === 'recording-impossible') recorded.way = undefined;
  if (state === 'unsent-found') void leaveBehind(recorded);
  return recorded;
}

async function leaveBehind({ store }: FakeRecording): Promise<void> {
  localStorage.setItem('lectern', JSON.stringify({ hasRecorded: true }));
  const recordingId = 'rec-yesterday';
  const part = {
    recordingId,
    partId: 'prt-yesterday',
    startMs: 0,
    container: 'video/mp4' as const,
    codecs: 'avc1',
  };
  await store.putRecording({
    recordingId,
    sessionId: 'ses-yesterday',
    title: 'German conversation, A2',
    personId: 'ana',
    stopped: true,
  });
  await store.putPart({ ...part, chunks: 96, durationMs: 96_000, closed: false });
  for (let number = 0; number < 96; number += 1)
    await store.putChunk({ recordingId, partId: part.partId, number }, new Uint8Array(A_SECOND_BYTES));
}

/** Brings the class to what is wanted. */
export async function playRecording(state: string, stage: RecordingStage): Promise<void> {
  const { room, element, recorded } = stage;
  const find = (tool: string): HTMLElement | null | undefined =>
    element.shadowRoot?.querySelector<HTMLElement>(`[data-tool="${tool}"]`) ??
    element.shadowRoot
      ?.querySelector('lectern-toolbar')
      ?.shadowRoot?.querySelector<HTMLElement>(`[data-tool="${tool}"]`);
  const press = async (tool: string): Promise<void> => {
    await element.updateComplete;
    find(tool)?.click();
    await pause(50);
  };
  const record = async (): Promise<void> => {
    await press('record');
    await press('confirm');
    while (recorded.captures.all.length === 0) await pause(50);
    room.record({ state: 'uploading', startedAt: minutes(-12.4) });
    await pause(300);
  };
  const emit = (seconds: number): void => {
    for (let count = 0; count < seconds; count += 1)
      recorded.captures.last.options.onBytes(new Uint8Array(A_SECOND_BYTES));
  };
  const unsent = async (): Promise<void> => {
    emit(24);
    await pause(400);
    // 1 s a chunk, as a real one.
    Object.assign(recorded.captures.last, { startedAt: Date.now() - 24_000 });
    emit(1);
    await pause(300);
  };
  const actions: Readonly<Record<string, () => unknown>> = {
    'recorded-soon': () => room.record({ state: 'announced' }),
    recorded: () => room.record({ startedAt: minutes(-12.4) }),
    'record-dialog': () => press('record'),
    async 'record-countdown'() {
      await press('record');
      await press('confirm');
      await pause(300);
    },
    'recording-own': record,
    async 'recording-unsent'() {
      await record();
      recorded.server.failAlways('unreachable');
      await unsent();
    },
    async 'recording-full'() {
      await record();
      recorded.server.failAlways({ status: 507, code: 'STORAGE_FULL' });
      await unsent();
    },
    'recording-elsewhere': () => room.record({ startedAt: minutes(-12.4) }),
    async 'record-stop-dialog'() {
      await record();
      await press('record');
    },
    async 'recording-uploading'() {
      await record();
      emit(40);
      await pause(500);
      recorded.server.failAlways('held');
      await unsent();
      await press('record');
      await press('confirm');
      await pause(300);
    },
    async 'recording-done'() {
      await record();
      emit(3);
      await press('record');
      await press('confirm');
      await pause(500);
    },
    async 'recording-blocked'() {
      const { resume } = AudioContext.prototype;
      AudioContext.prototype.resume = () => new Promise(() => undefined);
      Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended', configurable: true });
      await press('record');
      await press('confirm');
      await pause(4_200);
      room.record({ state: 'uploading', startedAt: minutes(-12.4) });
      AudioContext.prototype.resume = resume;
    },
  };
  await actions[state]?.();
}
