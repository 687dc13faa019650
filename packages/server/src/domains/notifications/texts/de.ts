import type { MailTexts } from './mail-texts.js';

export const de: MailTexts = {
  subjects: {
    confirm: ({ title, when }) => `Gebucht: ${title}, ${when}`,
    update: ({ title, when }) => `Neuer Termin: ${title}, ${when}`,
    cancel: ({ title, when }) => `Abgesagt: ${title}, ${when}`,
    remind_1d: ({ title, when }) => `Erinnerung: ${title}, ${when}`,
    remind_1h: ({ title, when }) => `Beginnt bald: ${title}, ${when}`,
    recording_ready: ({ title }) => `Aufzeichnung fertig: ${title}`,
    undelivered: ({ title, when }) => `Mail nicht zugestellt: ${title}, ${when}`,
  },
  greeting: (name) => `Guten Tag ${name},`,
  leads: {
    lessonConfirm: (host) => `Ihr Unterricht bei ${host} ist gebucht.`,
    lessonBooked: (attendee) => `${attendee} hat Unterricht bei Ihnen gebucht.`,
    lessonUpdate: (other) => `Ihr Unterricht mit ${other} hat einen neuen Termin.`,
    lessonCancel: (other) => `Ihr Unterricht mit ${other} ist abgesagt.`,
    lessonReminder: (other) => `zur Erinnerung: Ihr Unterricht mit ${other}.`,
    lessonSoon: (other) => `Ihr Unterricht mit ${other} beginnt bald.`,
    classConfirm: (host) => `${host} lädt Sie zu einer Stunde ein.`,
    classPlanned: 'Ihre Stunde ist geplant.',
    classUpdate: 'die Stunde hat einen neuen Termin.',
    classCancel: 'die Stunde ist abgesagt.',
    classReminder: 'zur Erinnerung an Ihre Stunde.',
    classSoon: 'Ihre Stunde beginnt bald.',
    recordingReady: 'die Aufzeichnung ist fertig.',
    undelivered: (names) =>
      `unsere Mail dazu hat ${names} nicht erreicht: Sie ließ sich nicht zustellen. Bitte geben Sie selbst Bescheid.`,
  },
  labels: {
    when: 'Wann',
    whenAt: (name) => `Bei ${name}`,
    before: 'Bisher',
    with: 'Mit',
    note: 'Notiz',
    reason: 'Grund',
  },
  actions: {
    join: 'Zum Unterricht',
    watch: 'Aufzeichnung ansehen',
    move: 'Verschieben',
    cancel: 'Absagen',
    moveOrCancel: 'Verschieben oder absagen',
    addToCalendar: 'In den Kalender',
  },
  hints: {
    join: 'Der Knopf öffnet die Seite Ihres Kurses. Melden Sie sich dort an wie immer.',
    joinElsewhere: 'Den Zugang finden Sie auf der Seite Ihres Kurses.',
    calendar: 'Ein von Hand hinzugefügter Eintrag wandert nicht mit, wenn sich der Termin ändert.',
    automatic: (site) => `Gesendet von ${site}, weil Sie daran beteiligt sind.`,
  },
};
