import type { NotificationKind } from '../kinds.js';

/** Names of people as one text; empty where there are none. */
type WithNames = (names: string) => string;

/** Every word of a mail in one language. */
export interface MailTexts {
  readonly subjects: Readonly<
    Record<NotificationKind, (occasion: { readonly title: string; readonly when: string }) => string>
  >;
  readonly greeting: WithNames;
  /** The sentence that says what happened. Those of a lesson name the other person. */
  readonly leads: {
    readonly lessonConfirm: WithNames;
    /** For its teacher. */
    readonly lessonBooked: WithNames;
    readonly lessonUpdate: WithNames;
    readonly lessonCancel: WithNames;
    readonly lessonReminder: WithNames;
    readonly lessonSoon: WithNames;
    readonly classConfirm: WithNames;
    /** For its teacher. */
    readonly classPlanned: string;
    readonly classUpdate: string;
    readonly classCancel: string;
    readonly classReminder: string;
    readonly classSoon: string;
    readonly recordingReady: string;
    readonly undelivered: WithNames;
  };
  readonly labels: {
    readonly when: string;
    /** The same time on the teacher's clock. */
    readonly whenAt: WithNames;
    readonly before: string;
    readonly with: string;
    readonly note: string;
    readonly reason: string;
  };
  readonly actions: {
    readonly join: string;
    readonly watch: string;
    readonly move: string;
    readonly cancel: string;
    readonly moveOrCancel: string;
    readonly addToCalendar: string;
  };
  readonly hints: {
    readonly join: string;
    /** Where the LMS names no page. */
    readonly joinElsewhere: string;
    readonly calendar: string;
    readonly automatic: (site: string) => string;
  };
}
