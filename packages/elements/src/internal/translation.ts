import type { Translation as LanguageInfo } from '@shoelace-style/localize';
import type { CalendarFeedTerms } from '../calendar-menu/calendar-feed.terms.js';
import type { CalendarMenuTerms } from '../calendar-menu/calendar-menu.terms.js';
import type { AttendanceReportTerms } from '../elements/attendance-report/attendance-report.terms.js';
import type { RecordingPlayerTerms } from '../elements/recording-player/recording-player.terms.js';
import type { SessionBookingTerms } from '../elements/session-booking/session-booking.terms.js';
import type { SessionListTerms } from '../elements/session-list/session-list.terms.js';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import type { SharedTerms } from './shared.terms.js';

/** Every term of every element in one language. A language that misses one does not compile. */
export interface Translation
  extends
    LanguageInfo,
    SharedTerms,
    CalendarMenuTerms,
    CalendarFeedTerms,
    SessionBookingTerms,
    SessionListTerms,
    SessionRoomTerms,
    AttendanceReportTerms,
    RecordingPlayerTerms {}
