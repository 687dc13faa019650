import { defineElement } from '../internal/define-element.js';
import { CalendarFeedElement } from './calendar-feed.element.js';

/** Registers the link to subscribe to; the list calls it before it renders. */
export function defineCalendarFeed(): void {
  defineElement('lectern-calendar-feed', CalendarFeedElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'lectern-calendar-feed': CalendarFeedElement;
  }
}
