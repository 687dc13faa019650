import type { CourseId } from '../school/courses.ts';

/** The addresses of a person's pages. */
export const links = {
  home: (who: string): string => `/as/${who}/`,
  course: (who: string, course: CourseId): string => `/as/${who}/courses/${course}`,
  booking: (who: string, course: CourseId): string => `/as/${who}/courses/${course}/book`,
  classNow: (who: string, course: CourseId): string => `/as/${who}/courses/${course}/class`,
  classroom: (who: string, sessionId: string): string =>
    `/as/${who}/sessions/${encodeURIComponent(sessionId)}`,
  attendance: (who: string): string => `/as/${who}/attendance`,
  report: (who: string, sessionId: string): string =>
    `/as/${who}/attendance/${encodeURIComponent(sessionId)}`,
  mailbox: (who: string): string => `/as/${who}/mail`,
  mail: (who: string, id: string): string => `/as/${who}/mail/${id}`,
  mailBody: (who: string, id: string): string => `/as/${who}/mail/${id}/body`,
  mailInvite: (who: string, id: string): string => `/as/${who}/mail/${id}/invite.ics`,
  recordings: (who: string): string => `/as/${who}/recordings`,
  recording: (who: string, recordingId: string): string =>
    `/as/${who}/recordings/${encodeURIComponent(recordingId)}`,
  token: (who: string): string => `/as/${who}/token`,
} as const;
