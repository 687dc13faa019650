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
  greeting: (name) => `Hallo ${name},`,
  leads: {
    lessonConfirm: (host) => `dein Unterricht bei ${host} ist gebucht.`,
    lessonBooked: (attendee) => `${attendee} hat Unterricht bei dir gebucht.`,
    lessonUpdate: (other) => `dein Unterricht mit ${other} hat einen neuen Termin.`,
    lessonCancel: (other) => `dein Unterricht mit ${other} ist abgesagt.`,
    lessonReminder: (other) => `zur Erinnerung: dein Unterricht mit ${other}.`,
    lessonSoon: (other) => `dein Unterricht mit ${other} beginnt bald.`,
    classConfirm: (host) => `${host} lädt dich zu einer Stunde ein.`,
    classPlanned: 'deine Stunde ist geplant.',
    classUpdate: 'die Stunde hat einen neuen Termin.',
    classCancel: 'die Stunde ist abgesagt.',
    classReminder: 'zur Erinnerung an deine Stunde.',
    classSoon: 'deine Stunde beginnt bald.',
    recordingReady: 'die Aufzeichnung ist fertig.',
    undelivered: (names) =>
      `unsere Mail dazu hat ${names} nicht erreicht: Die Adresse wurde abgelehnt. Bitte sag selbst Bescheid.`,
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
    join: 'Der Knopf öffnet die Seite deines Kurses. Dort meldest du dich an wie immer.',
    joinElsewhere: 'Den Zugang findest du auf der Seite deines Kurses.',
    calendar: 'Ein von Hand hinzugefügter Eintrag wandert nicht mit, wenn sich der Termin ändert.',
    automatic: (site) => `Gesendet von ${site}, weil du daran beteiligt bist.`,
  },
};
