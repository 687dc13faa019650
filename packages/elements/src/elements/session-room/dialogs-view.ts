import { html, nothing, type TemplateResult } from 'lit';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { SessionState } from '../../session/session-state.js';
import type { SessionRoomTerms } from './session-room.terms.js';

/** What is asked in a dialog. */
export type RoomDialog =
  | { readonly type: 'end' | 'devices' | 'help' | 'record' | 'record-stop' }
  | { readonly type: 'remove'; readonly personId: string; readonly name: string };

export interface DialogOptions {
  readonly localize: LocalizeController<SessionRoomTerms>;
  readonly state: SessionState;
  readonly dialog: RoomDialog;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** One question at a time, over everything. */
export function dialogView({ localize, state, dialog, onConfirm, onClose }: DialogOptions): TemplateResult {
  const can = state.you?.can;
  const words = {
    end: () => [
      localize.term('roomEndQuestion'),
      localize.term('roomEndText'),
      localize.term('roomEndForAll'),
    ],
    record: () => [
      localize.term('roomRecordQuestion'),
      localize.term('roomRecordTold'),
      localize.term('roomRecord'),
    ],
    'record-stop': () => [
      localize.term('roomRecordStopQuestion'),
      localize.term('roomRecordStopText'),
      localize.term('roomRecordStop'),
    ],
    help: () => [localize.term('roomHelp'), '', ''],
    devices: () => [localize.term('roomDevices'), '', ''],
    remove: () => [
      localize.term('roomRemoveQuestion', isolate(dialog.type === 'remove' ? dialog.name : '')),
      localize.term('roomRemoveText'),
      localize.term('roomRemove'),
    ],
  } as const;
  const [title, text, confirm] = words[dialog.type]();
  return html`<dialog aria-labelledby="dialog-title" @close=${onClose}>
    <form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      ${text ? html`<p class="muted">${text}</p>` : nothing}
      ${
        dialog.type === 'devices'
          ? html`<lectern-device-picker
              .local=${state.local}
              ?microphone-hidden=${can?.['media.microphone'] === false}
              ?camera-hidden=${can?.['media.camera'] === false}
            ></lectern-device-picker>`
          : nothing
      }
      ${
        dialog.type === 'record'
          ? html`<ul class="facts">
              <li>${localize.term('roomRecordWhat')}</li>
              <li>${localize.term('roomRecordWho')}</li>
              <li>${localize.term('roomRecordWhere')}</li>
            </ul>`
          : nothing
      }
      ${dialog.type === 'help' ? html`<lectern-room-help></lectern-room-help>` : nothing}
      <div class="dialog-actions">
        <button type="submit" class="button">
          ${localize.term(confirm ? 'roomCancel' : 'lecternClose')}
        </button>
        ${
          confirm
            ? html`<button type="button" class="button button-stop" data-tool="confirm" @click=${onConfirm}>
                ${confirm}
              </button>`
            : nothing
        }
      </div>
    </form>
  </dialog>`;
}
