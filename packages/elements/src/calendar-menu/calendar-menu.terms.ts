/** English of the menu that adds a session to a calendar. */
export const calendarMenuTerms = {
  calendarAdd: 'Add to calendar',
  calendarAddTitle: (title: string) => `Add ${title} to calendar`,
  calendarFile: 'Calendar file (.ics)',
  calendarCopy: 'This is a copy: it does not change when the session moves.',
  calendarFileFailed: 'The calendar file could not be loaded.',
};

export type CalendarMenuTerms = typeof calendarMenuTerms;
