/** English of `<attendance-report>`. */
export const attendanceReportTerms = {
  attendanceTitle: 'Attendance',
};

export type AttendanceReportTerms = typeof attendanceReportTerms;
