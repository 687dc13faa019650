import { AttendanceReportElement } from '../elements/attendance-report/attendance-report.element.js';
import { defineElement } from '../internal/define-element.js';

defineElement('attendance-report', AttendanceReportElement);

declare global {
  interface HTMLElementTagNameMap {
    'attendance-report': AttendanceReportElement;
  }
}
