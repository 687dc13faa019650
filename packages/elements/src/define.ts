import './define/attendance-report.js';
import './define/lectern-context.js';
import './define/recording-player.js';
import './define/session-booking.js';
import './define/session-list.js';
import './define/session-room.js';
