import { registerTranslation } from '../internal/localize.js';
import type { Translation } from '../internal/translation.js';
import { attendanceReportTerms } from './ar/attendance-report.js';
import { recordingPlayerTerms } from './ar/recording-player.js';
import { calendarTerms } from './ar/calendar.js';
import { sessionBookingTerms } from './ar/session-booking.js';
import { sessionListTerms } from './ar/session-list.js';
import { sessionRoomTerms } from './ar/session-room.js';
import { sharedTerms } from './ar/shared.js';

const translation: Translation = {
  $code: 'ar',
  $name: 'العربية',
  $dir: 'rtl',
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
