/** English of the link to subscribe to one's own sessions. */
export const calendarFeedTerms = {
  feedSubscribe: 'Subscribe in your calendar',
  feedExplain: 'A link that keeps your calendar up to date. Some calendars look for changes once a day only.',
  feedWarning: 'Whoever has the link sees when your sessions are. Keep it to yourself.',
  feedCreate: 'Make a link',
  feedReplace: 'Make a new link',
  feedExists: (date: string) =>
    `You made a link on ${date}. It cannot be shown again; a new one takes its place.`,
  feedLink: 'Your link',
  feedShownOnce: 'It is shown this once.',
  feedCopy: 'Copy',
  feedCopied: 'Copied',
  feedDelete: 'Delete the link',
  feedDeleted: 'The link no longer works.',
};

export type CalendarFeedTerms = typeof calendarFeedTerms;
