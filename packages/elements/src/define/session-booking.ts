import { SessionBookingElement } from '../elements/session-booking/session-booking.element.js';
import { defineElement } from '../internal/define-element.js';

defineElement('session-booking', SessionBookingElement);

declare global {
  interface HTMLElementTagNameMap {
    'session-booking': SessionBookingElement;
  }
}
