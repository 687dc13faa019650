import { expect } from '@open-wc/testing';
import { attendanceReportTerms } from '../elements/attendance-report/attendance-report.terms.js';
import { recordingPlayerTerms } from '../elements/recording-player/recording-player.terms.js';
import { calendarFeedTerms } from '../calendar-menu/calendar-feed.terms.js';
import { calendarMenuTerms } from '../calendar-menu/calendar-menu.terms.js';
import { sessionBookingTerms } from '../elements/session-booking/session-booking.terms.js';
import { sessionListTerms } from '../elements/session-list/session-list.terms.js';
import { sessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import { sharedTerms } from '../internal/shared.terms.js';
import ar from './ar.js';
import de from './de.js';
import ja from './ja.js';

const english: Record<string, unknown> = {
  ...sharedTerms,
  ...calendarMenuTerms,
  ...calendarFeedTerms,
  ...sessionBookingTerms,
  ...sessionListTerms,
  ...attendanceReportTerms,
  ...sessionRoomTerms,
  ...recordingPlayerTerms,
};

/** Words that are the same in both languages. */
const SAME: Record<string, readonly string[]> = { de: ['lecternComma', 'playerTimes'], ar: [], ja: [] };

const ABOUT = ['$code', '$name', '$dir'];

/** A term as a person sees it; functions are given the same values in every language. */
function shown(term: unknown, value: number): string {
  return typeof term === 'function' ? String(term(value, value)) : String(term);
}

describe('translations', () => {
  for (const translation of [de, ar, ja]) {
    const terms: Record<string, unknown> = { ...translation };
    describe(translation.$name, () => {
      it('has exactly the terms of English', () => {
        const keys = Object.keys(terms).filter((key) => !ABOUT.includes(key));
        expect(keys.sort()).to.deep.equal(Object.keys(english).sort());
      });

      it('has no value of English', () => {
        const same = Object.keys(english).filter((key) => shown(english[key], 3) === shown(terms[key], 3));
        expect(same.sort()).to.deep.equal([...(SAME[translation.$code] ?? [])].sort());
      });

      it('leaves nothing empty or undefined, for any number', () => {
        for (const key of Object.keys(english))
          for (const count of [0, 1, 2, 3, 11, 100]) {
            const text = shown(terms[key], count);
            expect(text.trim(), `${key} ${count}`).not.to.equal('');
            expect(text, `${key} ${count}`).not.to.contain('undefined');
          }
      });

      it('takes as many values as English', () => {
        for (const [key, term] of Object.entries(english))
          if (typeof term === 'function') {
            const values = ['\u0001', '\u0002'].slice(0, term.length);
            const other = terms[key] as (...args: readonly unknown[]) => string;
            if (/Minutes|FreeOn|WithMore|Hits$/.test(key)) continue;
            for (const value of values) expect(other(...values), key).to.contain(value);
          }
      });
    });
  }
});
