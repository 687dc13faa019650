/** English of `<session-booking>`. */
export const sessionBookingTerms = {
  bookingTitle: 'Book a lesson',
};

export type SessionBookingTerms = typeof sessionBookingTerms;
