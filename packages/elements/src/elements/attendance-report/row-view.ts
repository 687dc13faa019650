import type {
  AttendanceFlag,
  AttendanceReport,
  AttendanceRow,
  AttendanceStatus,
} from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { formatDuration } from '../../internal/duration.js';
import { dateAt, formatInstant } from '../../internal/format.js';
import { alertIcon, checkIcon, clockIcon, crossIcon } from '../../internal/icons.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { AttendanceReportTerms } from './attendance-report.terms.js';

/** What the rows are drawn from. */
export interface ReportView {
  readonly localize: LocalizeController<AttendanceReportTerms>;
  readonly zone: string;
  readonly report: AttendanceReport;
}

const STATUSES = {
  present: { term: 'attendancePresent', look: 'chip-success', icon: checkIcon },
  partial: { term: 'attendancePartial', look: 'chip-warning', icon: clockIcon },
  absent: { term: 'attendanceAbsent', look: 'chip-danger', icon: crossIcon },
  not_held: { term: 'attendanceNotHeld', look: '', icon: alertIcon },
} as const satisfies Record<AttendanceStatus, unknown>;

const FLAGS = {
  late: 'attendanceLate',
  left_early: 'attendanceLeftEarly',
  rejoined: 'attendanceRejoined',
  overlap: 'attendanceOverlap',
  join_inferred: 'attendanceJoinInferred',
  orphan_left: 'attendanceOrphanLeft',
  closed_by_room_end: 'attendanceClosedByRoomEnd',
  superseded: 'attendanceSuperseded',
  closed_by_last_seen: 'attendanceClosedByLastSeen',
  still_in: 'attendanceStillIn',
  clock_skew: 'attendanceClockSkew',
  negative_interval: 'attendanceNegativeInterval',
} as const satisfies Record<AttendanceFlag, keyof AttendanceReportTerms>;

/** One person's line of the table. */
export function rowView(view: ReportView, row: AttendanceRow): TemplateResult {
  const { localize } = view;
  const label = (key: keyof AttendanceReportTerms): string => localize.term(key as 'attendanceName');
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <bdi>${row.name}</bdi>
      ${row.isHost ? html`<span class="muted small host">${localize.term('attendanceHost')}</span>` : nothing}
    </th>
    <td role="cell">${statusChip(view, row)}</td>
    <td role="cell" data-label=${label('attendanceShare')}>${share(view, row)}</td>
    <td role="cell" data-label=${label('attendanceTime')}>${duration(view, row)}</td>
    <td role="cell" data-label=${label('attendanceFirstJoin')}>${time(view, row.firstJoinAt)}</td>
    <td role="cell" data-label=${label('attendanceLastLeave')}>${lastLeave(view, row)}</td>
    <td role="cell" class="remarks">${flags(view, row)}</td>
  </tr>`;
}

/** The reader's own row, larger. */
export function ownRow(view: ReportView, row: AttendanceRow): TemplateResult {
  const { localize } = view;
  return html`<div class="own">
    <div class="own-head">${statusChip(view, row)}${share(view, row)}</div>
    <dl>
      <div>
        <dt>${localize.term('attendanceTime')}</dt>
        <dd>${duration(view, row)}</dd>
      </div>
      <div>
        <dt>${localize.term('attendanceFirstJoin')}</dt>
        <dd>${time(view, row.firstJoinAt)}</dd>
      </div>
      <div>
        <dt>${localize.term('attendanceLastLeave')}</dt>
        <dd>${lastLeave(view, row)}</dd>
      </div>
    </dl>
    ${flags(view, row)}
  </div>`;
}

/** The shape of the table while it loads. */
export function skeleton(label: string): TemplateResult {
  return html`
    <p class="visually-hidden" role="status">${label}</p>
    <div aria-hidden="true" class="skeleton">
      <span class="bone bone-heading"></span>
      ${[1, 2, 3, 4].map(() => html`<span class="bone bone-row"></span>`)}
    </div>
  `;
}

function statusChip({ localize }: ReportView, { status }: AttendanceRow): TemplateResult {
  const { term, look, icon } = STATUSES[status];
  return html`<span class="chip ${look}">${icon()}${localize.term(term)}</span>`;
}

/** The number, with a bar beside it for the eye. */
function share({ localize }: ReportView, { percent, status }: AttendanceRow): unknown {
  if (percent === null) return none();
  const text = new Intl.NumberFormat(localize.lang(), { style: 'percent', maximumFractionDigits: 2 }).format(
    percent / 100,
  );
  return html`<span class="share share-${status}">
    <span class="number">${text}</span>
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-track" width="100" height="8" />
      <rect class="bar-value" width=${Math.min(100, Math.max(0, percent))} height="8" />
    </svg>
  </span>`;
}

function duration({ localize }: ReportView, { countedMs }: AttendanceRow): string {
  return formatDuration(localize.lang(), countedMs, { seconds: true });
}

function time({ localize, zone, report }: ReportView, instant: string | undefined): unknown {
  if (!instant) return html`<span class="muted">${localize.term('attendanceNever')}</span>`;
  const otherDay = report.startsAt && dateAt(zone, instant) !== dateAt(zone, report.startsAt);
  const clock = { hour: 'numeric', minute: '2-digit', second: '2-digit' } as const;
  return html`<time datetime=${instant}
    >${formatInstant(localize.lang(), instant, zone, otherDay ? { day: 'numeric', month: 'short', ...clock } : clock)}</time
  >`;
}

function lastLeave(view: ReportView, row: AttendanceRow): unknown {
  if (row.flags.includes('still_in'))
    return html`<span class="chip chip-accent">${view.localize.term('attendanceStillIn')}</span>`;
  return time(view, row.lastLeaveAt);
}

function flags({ localize }: ReportView, row: AttendanceRow): unknown {
  const shown = row.flags.filter((flag) => flag !== 'still_in');
  if (!shown.length) return none();
  return html`<ul class="flags">
    ${shown.map((flag) => {
      const term: string | undefined = FLAGS[flag];
      // A newer server may know a flag that this version has no words for.
      return term ? html`<li class="chip">${localize.term(term as 'attendanceLate')}</li>` : nothing;
    })}
  </ul>`;
}

function none(): TemplateResult {
  return html`<span class="muted" aria-hidden="true">–</span>`;
}
