import type { SessionListTerms } from '../../elements/session-list/session-list.terms.js';
import { plural } from '../../internal/plural.js';

export const sessionListTerms: SessionListTerms = {
  listUpcoming: 'Demnächst',
  listPast: 'Vergangene Termine',
  listNothing: 'Keine Termine geplant',
  listNothingHint: 'Gebuchter Unterricht und Kurse erscheinen hier.',
  listNothingPast: 'Noch keine vergangenen Termine.',
  listNow: 'Jetzt',
  listIn: (duration) => `noch ${duration}`,
  listToday: 'Heute',
  listTomorrow: 'Morgen',
  listWith: (name) => `mit ${name}`,
  listWithMore: (name, count) =>
    plural('de', count, {
      one: `mit ${name} und ${count} weiteren Person`,
      other: `mit ${name} und ${count} weiteren`,
    }),
  listJoin: 'Teilnehmen',
  listJoinTitle: (title) => `An ${title} teilnehmen`,
  listCanJoin: (title) => `Sie können jetzt an ${title} teilnehmen.`,
  listEnded: 'Abgeschlossen',
  listCancelled: 'Abgesagt',
  listMissed: 'Nicht stattgefunden',
  listAttendance: 'Anwesenheit',
  listAttendanceOf: (title, date) => `Anwesenheit, ${title}, ${date}`,
  listRecording: 'Aufzeichnung',
  listRecordingSoon: 'Aufzeichnung wird vorbereitet',
  listMore: 'Mehr anzeigen',
  listTimesShownIn: (zone) => `Uhrzeiten in ${zone}`,
};
