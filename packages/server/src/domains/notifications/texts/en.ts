import type { MailTexts } from './mail-texts.js';

export const en: MailTexts = {
  subjects: {
    confirm: ({ title, when }) => `Booked: ${title}, ${when}`,
    update: ({ title, when }) => `New time: ${title}, ${when}`,
    cancel: ({ title, when }) => `Cancelled: ${title}, ${when}`,
    remind_1d: ({ title, when }) => `Reminder: ${title}, ${when}`,
    remind_1h: ({ title, when }) => `Starting soon: ${title}, ${when}`,
    recording_ready: ({ title }) => `Recording ready: ${title}`,
    undelivered: ({ title, when }) => `Mail not delivered: ${title}, ${when}`,
  },
  greeting: (name) => `Hello ${name},`,
  leads: {
    lessonConfirm: (host) => `Your lesson with ${host} is booked.`,
    lessonBooked: (attendee) => `${attendee} has booked a lesson with you.`,
    lessonUpdate: (other) => `Your lesson with ${other} has a new time.`,
    lessonCancel: (other) => `Your lesson with ${other} is cancelled.`,
    lessonReminder: (other) => `A reminder of your lesson with ${other}.`,
    lessonSoon: (other) => `Your lesson with ${other} starts soon.`,
    classConfirm: (host) => `${host} invites you to a class.`,
    classPlanned: 'Your class is planned.',
    classUpdate: 'The class has a new time.',
    classCancel: 'The class is cancelled.',
    classReminder: 'A reminder of your class.',
    classSoon: 'Your class starts soon.',
    recordingReady: 'The recording is ready to watch.',
    undelivered: (names) =>
      `Our mail about this did not reach ${names}: it could not be delivered. Please tell them yourself.`,
  },
  labels: {
    when: 'When',
    whenAt: (name) => `For ${name}`,
    before: 'Before',
    with: 'With',
    note: 'Note',
    reason: 'Reason',
  },
  actions: {
    join: 'Open the lesson',
    watch: 'Watch the recording',
    move: 'Move',
    cancel: 'Cancel',
    moveOrCancel: 'Move or cancel',
    addToCalendar: 'Add to calendar',
  },
  hints: {
    join: 'The button opens the page of your course. Sign in there as always.',
    joinElsewhere: 'Join on the page of your course.',
    calendar: 'An entry added by hand does not follow when the time changes.',
    automatic: (site) => `Sent by ${site} because you are part of this.`,
  },
};
