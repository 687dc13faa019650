export interface AttendanceReportErrorDetail {
  readonly error: unknown;
}

/** The report could not be loaded; the element shows it already. Bubbles, crosses shadow roots, not cancelable. */
export class AttendanceReportErrorEvent extends CustomEvent<AttendanceReportErrorDetail> {
  constructor(detail: AttendanceReportErrorDetail) {
    super('attendance-report-error', { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'attendance-report-error': AttendanceReportErrorEvent;
  }
}
