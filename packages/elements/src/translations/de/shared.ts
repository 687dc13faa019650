import type { SharedTerms } from '../../internal/shared.terms.js';

export const sharedTerms: SharedTerms = {
  lecternComma: ', ',
  lecternLoading: 'Wird geladen',
  lecternRetry: 'Noch einmal versuchen',
  lecternClose: 'Schließen',
  lecternBack: 'Zurück',
  lecternNotConnected: 'Dieser Teil der Seite ist mit keinem Server verbunden.',
  lecternErrorNetwork:
    'Keine Verbindung zum Server. Prüfen Sie Ihre Internetverbindung und versuchen Sie es noch einmal.',
  lecternErrorSignIn: 'Sie sind abgemeldet. Melden Sie sich an und laden Sie die Seite neu.',
  lecternErrorForbidden: 'Dazu sind Sie nicht berechtigt.',
  lecternErrorNotFound: 'Nicht gefunden, oder Sie dürfen es nicht sehen.',
  lecternErrorBusy:
    'Gerade greifen viele gleichzeitig zu. Warten Sie einen Moment und versuchen Sie es noch einmal.',
  lecternErrorServer: 'Auf dem Server ist etwas schiefgegangen. Versuchen Sie es gleich noch einmal.',
  lecternErrorInput: 'Der Server hat das nicht angenommen. Prüfen Sie Ihre Eingaben.',
};
