import type { Instant } from './common.js';

/** `GET /v1/me/calendar-feed` */
export interface CalendarFeed {
  /** When its link was made. Absent: there is none. The link itself is shown once and kept by nobody. */
  readonly createdAt?: Instant;
}

/** `POST /v1/me/calendar-feed`: a new link; one that was there stops working. */
export interface NewCalendarFeed {
  readonly createdAt: Instant;
  /** Whoever has it sees when this person's sessions are, until it is replaced or deleted. */
  readonly url: string;
}
