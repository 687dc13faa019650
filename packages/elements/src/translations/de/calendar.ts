import type { CalendarFeedTerms } from '../../calendar-menu/calendar-feed.terms.js';
import type { CalendarMenuTerms } from '../../calendar-menu/calendar-menu.terms.js';

export const calendarTerms: CalendarMenuTerms & CalendarFeedTerms = {
  calendarAdd: 'In den Kalender',
  calendarAddTitle: (title) => `${title} in den Kalender eintragen`,
  calendarFile: 'Kalenderdatei (.ics)',
  calendarCopy: 'Das ist eine Kopie: Sie ändert sich nicht, wenn der Termin verschoben wird.',
  calendarFileFailed: 'Die Kalenderdatei konnte nicht geladen werden.',
  feedSubscribe: 'Im eigenen Kalender abonnieren',
  feedExplain: 'Ein Link, der Ihren Kalender aktuell hält. Manche Kalender sehen nur einmal am Tag nach.',
  feedWarning: 'Wer den Link hat, sieht, wann Ihre Termine sind. Geben Sie ihn nicht weiter.',
  feedCreate: 'Link erstellen',
  feedReplace: 'Neuen Link erstellen',
  feedExists: (date) =>
    `Am ${date} haben Sie einen Link erstellt. Er lässt sich nicht noch einmal anzeigen; ein neuer ersetzt ihn.`,
  feedLink: 'Ihr Link',
  feedShownOnce: 'Er wird nur dieses eine Mal angezeigt.',
  feedCopy: 'Kopieren',
  feedCopied: 'Kopiert',
  feedDelete: 'Link löschen',
  feedDeleted: 'Der Link funktioniert nicht mehr.',
};
