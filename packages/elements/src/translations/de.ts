import { registerTranslation } from '../internal/localize.js';
import type { Translation } from '../internal/translation.js';
import { attendanceReportTerms } from './de/attendance-report.js';
import { recordingPlayerTerms } from './de/recording-player.js';
import { calendarTerms } from './de/calendar.js';
import { sessionBookingTerms } from './de/session-booking.js';
import { sessionListTerms } from './de/session-list.js';
import { sessionRoomTerms } from './de/session-room.js';
import { sharedTerms } from './de/shared.js';

const translation: Translation = {
  $code: 'de',
  $name: 'Deutsch',
  $dir: 'ltr',
  ...sharedTerms,
  ...calendarTerms,
  ...sessionBookingTerms,
  ...sessionListTerms,
  ...sessionRoomTerms,
  ...attendanceReportTerms,
  ...recordingPlayerTerms,
};

registerTranslation(translation);

export default translation;
