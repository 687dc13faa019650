import '../src/define/session-list.js';
import { LecternError } from '@lectern/core/contract';
import { createFakeClient } from '../src/testing/fake-client.js';
import { fakeRecording } from '../src/testing/fake-recordings.js';
import { FAKE_NOW, fakeSession, instant } from '../src/testing/fake-world.js';
import { drawNavigation, wanted } from './settings.js';

drawNavigation(['ready', 'recorded', 'soon', 'live', 'empty', 'loading', 'error']);

const MINUTE = 60_000;
const first = wanted === 'soon' ? 4 : wanted === 'live' ? -10 : 83;
const at = (minutes: number): string => instant(FAKE_NOW + minutes * MINUTE);
const past = (index: number, more: Parameters<typeof fakeSession>[0]) =>
  fakeSession({
    id: `ses-${index}`,
    startsAt: at(-1_440 * index),
    startedAt: at(-1_440 * index),
    state: 'ended',
    ...more,
  });
const client = createFakeClient({
  recordings:
    wanted === 'recorded'
      ? [
          fakeRecording({ id: 'rec-a', sessionId: 'ses-8', durationMs: 47 * MINUTE }),
          fakeRecording({ id: 'rec-b', sessionId: 'ses-1', state: 'processing' }),
        ]
      : [],
  sessions:
    wanted === 'empty'
      ? []
      : [
          fakeSession({
            startsAt: at(first),
            url: '/room',
            ...(wanted === 'live' ? { state: 'live', startedAt: at(-10) } : {}),
          }),
          fakeSession({
            id: 'ses-b',
            startsAt: at(1_500),
            title: 'Mathematics, year 9',
            host: { id: 'c', name: 'Chiyo Tanaka' },
          }),
          fakeSession({ id: 'ses-c', kind: 'class', startsAt: at(4_400), title: 'Reading circle' }),
          past(1, {}),
          past(2, { state: 'cancelled', title: 'Mathematics, year 9' }),
          past(8, { title: 'Reading circle' }),
        ],
});
client.world.sessions = client.world.sessions.map((session) => ({
  ...session,
  you: { ...session.you, can: { ...session.you.can, 'session.join': true, 'attendance.view-own': true } },
}));
if (wanted === 'loading') client.hold('sessions.list');
if (wanted === 'error') client.failNext('sessions.list', new LecternError('NETWORK', 'No connection.'));

const element = document.querySelector('session-list');
if (element) {
  element.attendanceUrl = '/attendance/{id}';
  element.recordingUrl = '/recordings/{id}';
  element.zone = 'Europe/Berlin';
  element.client = client;
}
document.documentElement.dataset['ready'] = 'yes';
