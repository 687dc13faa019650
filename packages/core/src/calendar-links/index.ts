export type { CalendarLinks, CalendarLinksInput, CalendarService } from './calendar-links-input.js';
export { calendarLinks } from './calendar-links.js';
