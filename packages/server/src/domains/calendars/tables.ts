/** For `db.withTables<CalendarTables>()`. */
export type CalendarTables = {
  calendar_feeds: {
    tenant: string;
    person_id: string;
    /** SHA-256 of the ticket in the link, which nobody keeps. */
    ticket_hash: string;
    created_at: Date;
  };
};
