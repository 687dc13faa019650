import { attendanceReportTerms } from './elements/attendance-report/attendance-report.terms.js';
import { recordingPlayerTerms } from './elements/recording-player/recording-player.terms.js';
import { sessionBookingTerms } from './elements/session-booking/session-booking.terms.js';
import { sessionListTerms } from './elements/session-list/session-list.terms.js';
import { sessionRoomTerms } from './elements/session-room/session-room.terms.js';
import { setTranslationLoaders, type TranslationLoader } from './internal/localize.js';
import './define.js';

const ABOUT = {
  ar: { $code: 'ar', $name: 'العربية', $dir: 'rtl' },
  de: { $code: 'de', $name: 'Deutsch', $dir: 'ltr' },
  ja: { $code: 'ja', $name: '日本語', $dir: 'ltr' },
} as const;

/** The words of a language that one file holds. */
type Part = () => Promise<Readonly<Record<string, object>>>;

/** What every element needs, and by its English terms what one element needs beside. */
function languageOf(
  about: (typeof ABOUT)[keyof typeof ABOUT],
  common: readonly Part[],
  own: readonly (readonly [english: object, part: Part])[],
): TranslationLoader {
  const byEnglish = new Map(own);
  return async (english) => {
    const part = byEnglish.get(english);
    const files = await Promise.all([...common, ...(part ? [part] : [])].map((load) => load()));
    return Object.assign({}, about, ...files.flatMap((file) => Object.values(file))) as never;
  };
}

// A page that loads one script gets its language in files of their own, when an element first needs them.
setTranslationLoaders({
  ar: languageOf(
    ABOUT.ar,
    [() => import('./translations/ar/shared.js'), () => import('./translations/ar/calendar.js')],
    [
      [sessionBookingTerms, () => import('./translations/ar/session-booking.js')],
      [sessionListTerms, () => import('./translations/ar/session-list.js')],
      [sessionRoomTerms, () => import('./translations/ar/session-room.js')],
      [attendanceReportTerms, () => import('./translations/ar/attendance-report.js')],
      [recordingPlayerTerms, () => import('./translations/ar/recording-player.js')],
    ],
  ),
  de: languageOf(
    ABOUT.de,
    [() => import('./translations/de/shared.js'), () => import('./translations/de/calendar.js')],
    [
      [sessionBookingTerms, () => import('./translations/de/session-booking.js')],
      [sessionListTerms, () => import('./translations/de/session-list.js')],
      [sessionRoomTerms, () => import('./translations/de/session-room.js')],
      [attendanceReportTerms, () => import('./translations/de/attendance-report.js')],
      [recordingPlayerTerms, () => import('./translations/de/recording-player.js')],
    ],
  ),
  ja: languageOf(
    ABOUT.ja,
    [() => import('./translations/ja/shared.js'), () => import('./translations/ja/calendar.js')],
    [
      [sessionBookingTerms, () => import('./translations/ja/session-booking.js')],
      [sessionListTerms, () => import('./translations/ja/session-list.js')],
      [sessionRoomTerms, () => import('./translations/ja/session-room.js')],
      [attendanceReportTerms, () => import('./translations/ja/attendance-report.js')],
      [recordingPlayerTerms, () => import('./translations/ja/recording-player.js')],
    ],
  ),
});

export * from './index.js';
