import { plural } from '../../internal/plural.js';

/** English of `<session-booking>`. Functions are given texts that are formatted already. */
export const sessionBookingTerms = {
  bookingWith: (name: string) => `with ${name}`,
  bookingMinutes: (count: number) =>
    plural('en', count, { one: `${count} minute`, other: `${count} minutes` }),
  bookingChooseTeacher: 'Choose a teacher',
  bookingSearchTeacher: 'Search by name or subject',
  bookingNoMatch: 'Nobody matches this search.',
  bookingNextFree: (when: string) => `Next free: ${when}`,
  bookingNothingFree: 'No free times at the moment',
  bookingOtherTeacher: 'Other teacher',
  bookingPreviousMonth: 'Previous month',
  bookingNextMonth: 'Next month',
  bookingCalendar: (month: string) => `Calendar, ${month}`,
  bookingFreeOn: (count: number) =>
    plural('en', count, { one: `${count} free time`, other: `${count} free times` }),
  bookingNoneFreeOn: 'no free time',
  bookingToday: 'today',
  bookingTimesOn: (date: string) => `Free times on ${date}`,
  bookingPickDay: 'Choose a day with free times.',
  bookingMonthEmpty: (month: string) => `There is no free time in ${month}.`,
  bookingGoToNextFree: (date: string) => `Go to ${date}`,
  bookingEverythingEmpty: 'There is no free time that can be booked right now. Please look again later.',
  bookingNothingOffered: 'There is nothing to book here yet.',
  bookingTimesShownIn: (zone: string) => `Times shown in ${zone}`,
  bookingChangeZone: 'Change time zone',
  bookingZone: 'Time zone',
  bookingHostTime: (time: string, name: string) => `${time} for ${name}`,
  bookingSameTime: (offset: string, name: string) => `The same time for ${name} (${offset})`,
  bookingYourChoice: 'Your choice',
  bookingNote: 'Message to the teacher (optional)',
  bookingConfirm: 'Book this time',
  bookingConfirming: 'Booking…',
  bookingTaken: (time: string) =>
    `Somebody else has just taken ${time}. Choose one of these or another time:`,
  bookingTakenNone: (time: string) => `Somebody else has just taken ${time}. Please choose another time.`,
  bookingGone: 'This time can no longer be booked. Please choose another one.',
  bookingYouAreBusy: 'You already have a booking at this time. Please choose another one.',
  bookingDone: 'Your lesson is booked',
  bookingDoneHint: 'You will find it in your list of sessions.',
  bookingWhen: 'When',
  bookingTeacher: 'Teacher',
  bookingSubject: 'Subject',
  bookingYourNote: 'Your message',
  bookingDownload: 'Add to calendar (.ics)',
  bookingDownloadFailed: 'The calendar file could not be loaded.',
  bookingCancel: 'Cancel booking',
  bookingCancelQuestion: 'Cancel this booking? The time becomes free for others.',
  bookingCancelYes: 'Yes, cancel it',
  bookingCancelNo: 'Keep it',
  bookingCancelTooLate: (until: string) =>
    `It could only be cancelled until ${until}. Please write to the teacher.`,
  bookingCancelled: 'The booking is cancelled',
  bookingAnother: 'Book another time',
};

export type SessionBookingTerms = typeof sessionBookingTerms;
