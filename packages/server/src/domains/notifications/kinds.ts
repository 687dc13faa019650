/**
 * Why somebody gets mail. `remind_1d` and `remind_1h`: a day and an hour before it starts. `undelivered`: the host learns
 * whom no mail reaches.
 */
export const NOTIFICATION_KINDS = [
  'confirm',
  'update',
  'cancel',
  'remind_1d',
  'remind_1h',
  'recording_ready',
  'undelivered',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What a notification is about: its id is a booking's, a session's that nobody booked, or a recording's. */
export type NotificationAbout = 'booking' | 'session' | 'recording';

/** Why something is not sent after all. */
export type SkipReason = 'superseded' | 'cancelled' | 'over' | 'too-late' | 'gone' | 'no-address';
