import '../src/define/attendance-report.js';
import { LecternError } from '@lectern/core/contract';
import { createFakeClient } from '../src/testing/fake-client.js';
import { fakeReport, fakeRow } from '../src/testing/fake-report.js';
import { drawNavigation, wanted } from './settings.js';

drawNavigation(['ready', 'running', 'own', 'empty', 'loading', 'error', 'hidden']);

const client = createFakeClient();
const report = fakeReport();
client.world.reports.set(report.sessionId, {
  ...report,
  ...(wanted === 'running'
    ? {
        final: false,
        version: 0,
        rows: report.rows.map((row, index) => (index < 2 ? { ...row, flags: ['still_in'] as const } : row)),
      }
    : {}),
  ...(wanted === 'own'
    ? { rows: [fakeRow({ personId: 'ben', name: 'Ben Okafor', flags: ['late', 'rejoined'] })] }
    : {}),
  ...(wanted === 'empty' ? { rows: [] } : {}),
});
if (wanted === 'loading') client.hold('attendance.get');
if (wanted === 'error') client.failNext('attendance.get', new LecternError('UNAVAILABLE', 'Starting.'));
if (wanted === 'hidden') client.failNext('attendance.get', new LecternError('NOT_FOUND', 'No.'));

const element = document.querySelector('attendance-report');
if (element) {
  element.sessionId = report.sessionId;
  element.zone = 'Europe/Berlin';
  element.client = client;
}
document.documentElement.dataset['ready'] = 'yes';
