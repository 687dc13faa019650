import type { SessionListTerms } from '../../elements/session-list/session-list.terms.js';

export const sessionListTerms: SessionListTerms = {
  listUpcoming: '今後の予定',
};
