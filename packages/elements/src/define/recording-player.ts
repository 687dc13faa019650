import { RecordingPlayerElement } from '../elements/recording-player/recording-player.element.js';
import { defineElement } from '../internal/define-element.js';

defineElement('recording-player', RecordingPlayerElement);

declare global {
  interface HTMLElementTagNameMap {
    'recording-player': RecordingPlayerElement;
  }
}
