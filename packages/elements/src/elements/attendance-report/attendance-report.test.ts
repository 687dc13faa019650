import { ATTENDANCE_FLAGS, LecternError } from '@lectern/core/contract';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../define/attendance-report.js';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { fakeReport, fakeRow } from '../../testing/fake-report.js';
import { takeOverTime } from '../../testing/fake-time.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import '../../translations/ar.js';
import type { AttendanceReportElement } from './attendance-report.element.js';
import type { AttendanceReportErrorEvent } from './attendance-report.events.js';

const REPORT = fakeReport();

function clientWith(more: Parameters<typeof fakeReport>[0] = {}): FakeClient {
  return createFakeClient({ reports: new Map([[REPORT.sessionId, fakeReport(more)]]) });
}

async function mount(
  client: FakeClient,
  more: Partial<AttendanceReportElement> = {},
): Promise<AttendanceReportElement> {
  const element = document.createElement('attendance-report');
  Object.assign(element, { sessionId: REPORT.sessionId, zone: 'Europe/Berlin', client, ...more });
  await fixture(html`<div lang="en">${element}</div>`);
  await settle(element);
  return element;
}

function cells(row: Element | undefined): string[] {
  return [...(row?.children ?? [])].map((cell) => {
    const items = [...cell.querySelectorAll('li')];
    return items.length ? items.map(textOf).join(', ') : textOf(cell);
  });
}

describe('<attendance-report>', () => {
  beforeEach(() => localStorage.clear());

  describe('accessibility', () => {
    const states: Record<string, () => Promise<AttendanceReportElement>> = {
      'while loading': () => {
        const client = clientWith();
        client.hold('attendance.get');
        return mount(client);
      },
      'with a final report': () => mount(clientWith()),
      'while the session runs': () => mount(clientWith({ final: false })),
      'with the own row': () => mount(clientWith({ rows: [fakeRow({ flags: ['late'] })] })),
      'with nobody': () => mount(clientWith({ rows: [] })),
      'without a session': () => mount(clientWith(), { sessionId: '' }),
      'of a session that is not there': () => mount(clientWith(), { sessionId: 'ses-other' }),
      'from right to left': () => mount(clientWith(), { lang: 'ar' }),
    };
    for (const [name, make] of Object.entries(states)) {
      it(`passes axe ${name}, light and dark`, async () => {
        const element = await make();
        await expectAccessible(element);
        expect(findAll(element, '[style]')).to.deep.equal([]);
      });
    }

    it('stays a table with headers where a phone shows it as cards', async () => {
      const element = await mount(clientWith());
      const parent = element.parentElement;
      if (parent) parent.style.inlineSize = '360px';
      expect(getComputedStyle(find(element, 'tbody tr')).display).to.equal('grid');
      expect(find(element, 'table').getAttribute('role')).to.equal('table');
      expect(findAll(element, '[role=columnheader]').map(textOf)).to.have.length(7);
      expect(findAll(element, 'tbody [role=rowheader]').map(textOf)[1]).to.equal('Ben Okafor');
      await expectAccessible(element);
    });
  });

  it('shows each person with status, share, time, joining, leaving and remarks', async () => {
    const element = await mount(clientWith());
    const rows = findAll(element, 'tbody tr');
    expect(rows.map(cells)).to.deep.equal([
      ['Ana Kovač Teacher', 'Present', '100%', '1 hour', '9:32:00 AM', '10:27:00 AM', '–'],
      [
        'Ben Okafor',
        'Present',
        '90.33%',
        '54 min 12 sec',
        '9:32:00 AM',
        '10:27:00 AM',
        'Rejoined, Two devices',
      ],
      [
        'Chiyo Tanaka',
        'Partly present',
        '36.66%',
        '22 minutes',
        '9:50:00 AM',
        '10:12:00 AM',
        'Late, Left early, Until last seen',
      ],
      ['Dalia Haddad', 'Absent', '0%', '0 seconds', 'never', 'never', '–'],
    ]);
    expect(textOf(element)).to.contain('Final report').and.to.contain('100% is 1 hour');
    expect(textOf(element)).to.contain('Times shown in Berlin (UTC+01:00)');
  });

  it('has words for every flag, and leaves out one it does not know', async () => {
    const rows = [
      fakeRow({ flags: [...ATTENDANCE_FLAGS, 'from-the-future' as never] }),
      fakeRow({ personId: 'x' }),
    ];
    const element = await mount(clientWith({ rows }));
    const shown = findAll(element, 'tbody tr:first-child .flags li').map(textOf);
    expect(shown).to.have.length(ATTENDANCE_FLAGS.length - 1);
    expect(shown.every((text) => text.length > 2 && !text.includes('_'))).to.equal(true);
    expect(textOf(find(element, 'tbody td:nth-child(6)'))).to.equal('Still in');
  });

  it('shows no share where nothing counts', async () => {
    const row = fakeRow({ percent: null, status: 'not_held' });
    const element = await mount(clientWith({ windowMs: 0, rows: [row, fakeRow()] }));
    expect(cells(findAll(element, 'tbody tr')[0]).slice(1, 3)).to.deep.equal(['Not held', '–']);
    expect(textOf(element)).not.to.contain('100% is');
  });

  it('names the day of a time on another day', async () => {
    const rows = [fakeRow({ lastLeaveAt: instant(FAKE_NOW + 15 * 3_600_000) }), fakeRow()];
    const element = await mount(clientWith({ rows }));
    expect(cells(findAll(element, 'tbody tr')[0])[5]).to.equal('Nov 21, 2:00:00 AM');
  });

  it('shows a student the own row, without a table', async () => {
    const element = await mount(clientWith({ rows: [fakeRow({ flags: ['late'] })] }));
    expect(findAll(element, 'table')).to.deep.equal([]);
    expect(textOf(element)).to.contain('Your attendance').and.to.contain('90.33%').and.to.contain('Late');
  });

  it('shows the only row of somebody else as a table', async () => {
    const element = await mount(clientWith({ rows: [fakeRow({ personId: 'chiyo' })] }));
    expect(findAll(element, 'tbody tr')).to.have.length(1);
  });

  it('reads again every 15 seconds while the session runs, then stops', async () => {
    const time = takeOverTime(FAKE_NOW);
    try {
      const client = clientWith({ final: false });
      const element = await mount(client);
      const before = client.calls('attendance.get').length;
      time.advance(15_000);
      await settle(element);
      expect(client.calls('attendance.get')).to.have.length(before + 1);
      client.world.reports.set(REPORT.sessionId, REPORT);
      time.advance(15_000);
      await settle(element);
      expect(textOf(element)).to.contain('Final report');
      expect(time.waiting).to.equal(0);
      element.remove();
    } finally {
      time.restore();
    }
  });

  it('reads again when its session changes, and not for another one', async () => {
    const client = clientWith();
    const element = await mount(client);
    const before = client.calls('attendance.get').length;
    const change = { state: 'ended', version: 2, occurredAt: instant(FAKE_NOW) } as const;
    client.emit({ type: 'session-changed', data: { sessionId: 'ses-other', ...change } });
    await settle(element);
    expect(client.calls('attendance.get')).to.have.length(before);
    client.emit({ type: 'session-changed', data: { sessionId: REPORT.sessionId, ...change } });
    await settle(element);
    expect(client.calls('attendance.get')).to.have.length(before + 1);
  });

  it('shows another session when told', async () => {
    const client = clientWith();
    client.world.reports.set('ses-b', fakeReport({ sessionId: 'ses-b', title: 'Mathematics' }));
    const element = await mount(client);
    element.setAttribute('session-id', 'ses-b');
    await settle(element);
    expect(textOf(find(element, '#title'))).to.equal('Mathematics');
    element.removeAttribute('session-id');
    await settle(element);
    expect(textOf(element)).to.contain('No session was chosen');
  });

  it('says what failed, fires it and tries again', async () => {
    const client = clientWith();
    const error = new LecternError('NETWORK', 'Lost.');
    client.failNext('attendance.get', error);
    const element = document.createElement('attendance-report');
    const { events: _events, ...quiet } = client;
    Object.assign(element, { sessionId: REPORT.sessionId, client: quiet });
    const heard = oneEvent(element, 'attendance-report-error') as Promise<AttendanceReportErrorEvent>;
    await fixture(html`<div lang="en">${element}</div>`);
    expect((await heard).detail.error).to.equal(error);
    await settle(element);
    expect(textOf(find(element, '[role=alert]'))).to.contain('No connection');
    control(element, 'Try again').click();
    await settle(element);
    expect(findAll(element, 'tbody tr')).to.have.length(4);
  });

  it('gives up its request when it leaves', async () => {
    const client = clientWith();
    client.hold('attendance.get');
    const element = await mount(client);
    element.remove();
    await settle(element);
    expect(client.aborted).to.deep.equal(['attendance.get']);
  });
});
