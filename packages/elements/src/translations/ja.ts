import { registerTranslation } from '../internal/localize.js';
import type { Translation } from '../internal/translation.js';
import { attendanceReportTerms } from './ja/attendance-report.js';
import { recordingPlayerTerms } from './ja/recording-player.js';
import { calendarTerms } from './ja/calendar.js';
import { sessionBookingTerms } from './ja/session-booking.js';
import { sessionListTerms } from './ja/session-list.js';
import { sessionRoomTerms } from './ja/session-room.js';
import { sharedTerms } from './ja/shared.js';

const translation: Translation = {
  $code: 'ja',
  $name: '日本語',
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
