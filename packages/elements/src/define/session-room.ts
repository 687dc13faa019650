import { SessionRoomElement } from '../elements/session-room/session-room.element.js';
import { defineElement } from '../internal/define-element.js';

defineElement('session-room', SessionRoomElement);

declare global {
  interface HTMLElementTagNameMap {
    'session-room': SessionRoomElement;
  }
}
