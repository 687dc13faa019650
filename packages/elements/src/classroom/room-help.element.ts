import { html } from 'lit';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import { ANNOUNCED, hasShortcuts, isAnnounced, setAnnounced, setShortcuts } from './announced.js';
import { ClassroomElement } from './classroom-element.js';
import { styles } from './room-help.styles.js';

type Term = keyof SessionRoomTerms;

/** Keys that a person may not want, since they are single. */
const SINGLE: readonly (readonly [keys: string, term: Term])[] = [
  ['M', 'roomMicrophone'],
  ['V', 'roomCamera'],
  ['H', 'roomHand'],
  ['C', 'roomChat'],
  ['?', 'roomHelp'],
];
const ALWAYS: readonly (readonly [keys: string, term: Term])[] = [
  ['← →', 'roomKeyTools'],
  ['Esc', 'roomKeyClose'],
  ['Enter', 'roomChatSend'],
  ['Shift + Enter', 'roomKeyLine'],
];
const KINDS = {
  people: 'roomAnnouncePeople',
  hands: 'roomHandsUp',
  chat: 'roomAnnounceChat',
  reactions: 'roomAnnounceReactions',
} as const;

/**
 * @summary The shortcuts of the classroom, whether single keys are any, and what is read aloud. Kept on this device.
 *
 * @tag lectern-room-help
 */
export class RoomHelpElement extends ClassroomElement {
  static override styles = styles;

  protected override render(): unknown {
    const { localize } = this;
    const isOn = hasShortcuts();
    const rows = (all: typeof SINGLE, look: string): unknown =>
      all.map(
        ([keys, term]) =>
          html`<dt class=${look}><kbd dir="ltr">${keys}</kbd></dt>
            <dd class=${look}>${localize.term(term as 'roomChat')}</dd>`,
      );
    return html`<div class="help" lang=${localize.lang()} dir=${localize.dir()}>
      <p class="muted small">${localize.term('roomShortcutsText')}</p>
      <dl>${rows(SINGLE, isOn ? '' : 'is-off')} ${rows(ALWAYS, '')}</dl>
      <label
        ><input
          type="checkbox"
          data-setting="shortcuts"
          .checked=${isOn}
          @change=${(event: Event) => {
            setShortcuts((event.target as HTMLInputElement).checked);
            this.requestUpdate();
          }}
        />${localize.term('roomShortcutsOn')}</label
      >
      <fieldset>
        <legend>${localize.term('roomAnnounced')}</legend>
        ${ANNOUNCED.map(
          (kind) =>
            html`<label
              ><input
                type="checkbox"
                data-setting=${kind}
                .checked=${isAnnounced(kind)}
                @change=${(event: Event) => setAnnounced(kind, (event.target as HTMLInputElement).checked)}
              />${localize.term(KINDS[kind])}</label
            >`,
        )}
      </fieldset>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lectern-room-help': RoomHelpElement;
  }
}
