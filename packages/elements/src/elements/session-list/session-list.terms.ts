/** English of `<session-list>`. */
export const sessionListTerms = {
  listUpcoming: 'Upcoming',
};

export type SessionListTerms = typeof sessionListTerms;
