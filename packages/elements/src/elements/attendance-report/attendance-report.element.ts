import { LecternError, type AttendanceReport } from '@lectern/core/contract';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ClientElement, type ClientSlices } from '../../context/client-element.js';
import { formatDuration } from '../../internal/duration.js';
import { errorTerm } from '../../internal/error-text.js';
import { formatInstant, formatRangeIn, offsetAt } from '../../internal/format.js';
import { alertIcon, checkIcon, personIcon } from '../../internal/icons.js';
import { LocalizeController } from '../../internal/localize.js';
import { viewerZone, zoneLabel } from '../../internal/viewer-zone.js';
import { AttendanceReportErrorEvent } from './attendance-report.events.js';
import { styles } from './attendance-report.styles.js';
import { attendanceReportTerms } from './attendance-report.terms.js';
import { ReportStore } from './report-store.js';
import { ownRow, rowView, skeleton, type ReportView } from './row-view.js';

/**
 * @summary Who was there and for how long, as a plain table; for a student only the own row.
 *
 * @tag attendance-report
 *
 * @fires {AttendanceReportErrorEvent} attendance-report-error - The report could not be loaded and says so.
 *
 * @csspart base - The surface.
 * @csspart table - The table.
 */
export class AttendanceReportElement extends ClientElement<'attendance'> {
  /** @internal */
  static override styles = styles;

  /** The session, `ses-…`. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** IANA zone the times are shown in. Default: the one chosen before on this device, else the device's own. */
  @property() zone = '';

  @state() private store: ReportStore | undefined;

  readonly #localize = new LocalizeController(this, attendanceReportTerms);

  protected override clientChanged(client: ClientSlices<'attendance'> | undefined): void {
    this.store?.stop();
    // The same one again: the element was moved.
    if (client && this.store?.client === client) this.store.start();
    else if (client) this.#begin(client);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const client = this.connection.current;
    if (client && this.hasUpdated && changed.has('sessionId')) this.#begin(client);
  }

  protected override render(): unknown {
    const localize = this.#localize;
    return html`<div part="base" class="surface" lang=${localize.lang()} dir=${localize.dir()}>
      ${this.#content()}
    </div>`;
  }

  #begin(client: ClientSlices<'attendance'>): void {
    this.store?.stop();
    this.store = undefined;
    if (!this.sessionId) return;
    const store = new ReportStore({
      client,
      sessionId: this.sessionId,
      onChange: () => this.requestUpdate(),
      /** @internal Documented by `@fires`. */
      onError: (error) => this.dispatchEvent(new AttendanceReportErrorEvent({ error })),
    });
    this.store = store;
    store.start();
  }

  #content(): unknown {
    const { store } = this;
    const localize = this.#localize;
    if (!store) {
      const text = this.connection.current
        ? 'attendanceNoSession'
        : this.connection.missing
          ? 'lecternNotConnected'
          : '';
      return text ? this.#empty(localize.term(text)) : skeleton(localize.term('lecternLoading'));
    }
    const { report, error } = store;
    if (!report) return error ? this.#error(store) : skeleton(localize.term('lecternLoading'));
    return html`${error ? this.#error(store) : nothing}${this.#report(report, store.isOwn)}`;
  }

  #report(report: AttendanceReport, isOwn: boolean): unknown {
    const localize = this.#localize;
    const language = localize.lang();
    const zone = viewerZone(this.zone);
    const view: ReportView = { localize, zone, report };
    const [first] = report.rows;
    const full = { dateStyle: 'long', timeStyle: 'short' } as const;
    const { startsAt, endsAt } = report;
    return html`
      <header>
        <div>
          <p class="muted small">${localize.term(isOwn ? 'attendanceOwn' : 'attendanceTitle')}</p>
          <h2 id="title"><bdi>${report.title}</bdi></h2>
          ${
            startsAt
              ? html`<p class="muted">
                  ${
                    endsAt
                      ? formatRangeIn(language, startsAt, endsAt, zone, full)
                      : formatInstant(language, startsAt, zone, full)
                  }
                </p>`
              : nothing
          }
        </div>
        ${
          report.final
            ? html`<span class="chip chip-success">${checkIcon()}${localize.term('attendanceFinal')}</span>`
            : nothing
        }
      </header>
      ${
        report.final
          ? nothing
          : html`<p class="notice" role="status">
              <span class="pulse" aria-hidden="true"></span>${localize.term('attendanceRunning')}
            </p>`
      }
      ${!first ? this.#empty(localize.term('attendanceEmpty')) : isOwn ? ownRow(view, first) : this.#table(view)}
      <p class="muted small">
        ${localize.term(report.source === 'channel' ? 'attendanceFromChannel' : 'attendanceFromProvider')}
        ${report.windowMs > 0 ? html`${localize.term('attendanceOf', formatDuration(language, report.windowMs))}. ` : nothing}
        ${localize.term(
          'attendanceTimesShownIn',
          zoneLabel(zone, offsetAt(zone, startsAt ?? report.generatedAt)),
        )}.
      </p>
    `;
  }

  #table(view: ReportView): unknown {
    const { localize, report } = view;
    // Written out, since the phone layout takes the table roles away.
    const column = (
      key: 'Name' | 'Status' | 'Share' | 'Time' | 'FirstJoin' | 'LastLeave' | 'Remarks',
    ): unknown => html`<th role="columnheader" scope="col">${localize.term(`attendance${key}`)}</th>`;
    return html`<table role="table" part="table" aria-labelledby="title">
      <thead>
        <tr role="row">
          ${(['Name', 'Status', 'Share', 'Time', 'FirstJoin', 'LastLeave', 'Remarks'] as const).map(column)}
        </tr>
      </thead>
      <tbody>
        ${report.rows.map((row) => rowView(view, row))}
      </tbody>
    </table>`;
  }

  #empty(text: string): unknown {
    return html`<div class="empty" role="status">
      <span class="empty-icon">${personIcon()}</span>
      <p>${text}</p>
    </div>`;
  }

  #error(store: ReportStore): unknown {
    const localize = this.#localize;
    const hidden = LecternError.is(store.error) && ['NOT_FOUND', 'FORBIDDEN'].includes(store.error.code);
    return html`<div class="notice notice-danger" role="alert">
      ${alertIcon()}
      <p>${localize.term(hidden ? 'attendanceNotVisible' : errorTerm(store.error))}</p>
      <button type="button" class="button" @click=${() => store.retry()}>
        ${localize.term('lecternRetry')}
      </button>
    </div>`;
  }
}
