/** An entry to add to somebody's calendar. */
export interface CalendarLinksInput {
  readonly title: string;
  /** ISO 8601 with an offset or `Z`. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Shortened where the link would become too long. */
  readonly description?: string;
  /** The page to join on. Never cut: it stands whole in the link or, beyond any reason, not at all. */
  readonly url?: string;
  /** Default: `url`. */
  readonly location?: string;
  /** The viewer's zone, for services that read local times only. */
  readonly zone?: string;
}

/** Services whose calendar takes a new entry from a link. */
export type CalendarService = 'google' | 'outlook' | 'office365' | 'yahoo';

/** One link a service. Nothing updates an entry that was added by one: say so beside it. */
export type CalendarLinks = Readonly<Record<CalendarService, string>>;
