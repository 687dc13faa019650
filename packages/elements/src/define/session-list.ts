import { SessionListElement } from '../elements/session-list/session-list.element.js';
import { defineElement } from '../internal/define-element.js';

defineElement('session-list', SessionListElement);

declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionListElement;
  }
}
