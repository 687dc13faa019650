import { defineElement } from '../internal/define-element.js';
import { ChatPanelElement } from './chat-panel.element.js';
import { DevicePickerElement } from './device-picker.element.js';
import { PeoplePanelElement } from './people-panel.element.js';
import { PrejoinElement } from './prejoin.element.js';
import { ReactionsElement } from './reactions.element.js';
import { StageElement } from './stage.element.js';
import { TileElement } from './tile.element.js';
import { ToolbarElement } from './toolbar.element.js';

/** Registers the parts of the classroom; the elements that use them call it before they render. */
export function defineClassroom(): void {
  defineElement('lectern-tile', TileElement);
  defineElement('lectern-stage', StageElement);
  defineElement('lectern-toolbar', ToolbarElement);
  defineElement('lectern-chat-panel', ChatPanelElement);
  defineElement('lectern-people-panel', PeoplePanelElement);
  defineElement('lectern-reactions', ReactionsElement);
  defineElement('lectern-device-picker', DevicePickerElement);
  defineElement('lectern-prejoin', PrejoinElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'lectern-tile': TileElement;
    'lectern-stage': StageElement;
    'lectern-toolbar': ToolbarElement;
    'lectern-chat-panel': ChatPanelElement;
    'lectern-people-panel': PeoplePanelElement;
    'lectern-reactions': ReactionsElement;
    'lectern-device-picker': DevicePickerElement;
    'lectern-prejoin': PrejoinElement;
  }
}
