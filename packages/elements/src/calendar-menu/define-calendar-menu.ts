import { defineElement } from '../internal/define-element.js';
import { CalendarMenuElement } from './calendar-menu.element.js';

/** Registers the menu; the elements that use it call it before they render. */
export function defineCalendarMenu(): void {
  defineElement('lectern-calendar-menu', CalendarMenuElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'lectern-calendar-menu': CalendarMenuElement;
  }
}
