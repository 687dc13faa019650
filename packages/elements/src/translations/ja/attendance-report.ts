import type { AttendanceReportTerms } from '../../elements/attendance-report/attendance-report.terms.js';

export const attendanceReportTerms: AttendanceReportTerms = {
  attendanceTitle: '出席',
};
