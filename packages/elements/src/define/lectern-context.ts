import { LecternContextElement } from '../elements/lectern-context/lectern-context.element.js';
import { defineElement } from '../internal/define-element.js';

defineElement('lectern-context', LecternContextElement);

declare global {
  interface HTMLElementTagNameMap {
    'lectern-context': LecternContextElement;
  }
}
