import { plural } from '../../internal/plural.js';

/** English of `<session-list>`. Functions are given texts that are formatted already. */
export const sessionListTerms = {
  listUpcoming: 'Coming up',
  listPast: 'Past sessions',
  listNothing: 'No sessions planned',
  listNothingHint: 'Booked lessons and classes appear here.',
  listNothingPast: 'No past sessions yet.',
  listNow: 'Now',
  listIn: (duration: string) => `in ${duration}`,
  listToday: 'Today',
  listTomorrow: 'Tomorrow',
  listWith: (name: string) => `with ${name}`,
  listWithMore: (name: string, count: number) =>
    plural('en', count, {
      one: `with ${name} and ${count} other`,
      other: `with ${name} and ${count} others`,
    }),
  listJoin: 'Join',
  listJoinTitle: (title: string) => `Join ${title}`,
  listCanJoin: (title: string) => `You can join ${title} now.`,
  listEnded: 'Completed',
  listCancelled: 'Cancelled',
  listMissed: 'Not held',
  listAttendance: 'Attendance',
  listAttendanceOf: (title: string, date: string) => `Attendance, ${title}, ${date}`,
  listRecording: 'Recording',
  listRecordingSoon: 'Recording is being prepared',
  listMore: 'Show more',
  listTimesShownIn: (zone: string) => `Times shown in ${zone}`,
};

export type SessionListTerms = typeof sessionListTerms;
