import type { RosterEntry, SessionYou } from '@lectern/core/contract';
import { html, type TemplateResult } from 'lit';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import type { LocalizeController } from '../internal/localize.js';
import type { RoomCommand } from './command-event.js';

type Can = SessionYou['can'] | undefined;

/** One thing that may be done. */
export interface Action {
  readonly id: string;
  readonly term: keyof SessionRoomTerms;
  readonly command: RoomCommand;
}

/** What one may do with a person. */
export function actionsOn(
  { personId, isHost, media }: RosterEntry,
  handRaised: boolean,
  can: Can,
): readonly Action[] {
  const ask = media.mic ? 'mute' : 'unmute';
  const all: readonly (Action | false | undefined)[] = [
    can?.['media.ask-other'] && {
      id: 'ask',
      term: ask === 'mute' ? 'roomMute' : 'roomAskToSpeak',
      command: { type: 'ask-media', ask, personId },
    },
    handRaised &&
      can?.['hand.lower-other'] && {
        id: 'lower',
        term: 'roomHandDown',
        command: { type: 'lower-hand', personId },
      },
    !isHost &&
      can?.['person.remove'] && { id: 'remove', term: 'roomRemove', command: { type: 'remove', personId } },
  ];
  return all.filter((action) => action !== undefined && action !== false);
}

/** What one may do with everybody at once. */
export function actionsOnAll(handCount: number, chatLocked: boolean, can: Can): readonly Action[] {
  const all: readonly (Action | false | undefined)[] = [
    can?.['media.ask-other'] && {
      id: 'mute-all',
      term: 'roomMuteAll',
      command: { type: 'ask-media', ask: 'mute' },
    },
    handCount > 0 &&
      can?.['hand.lower-other'] && {
        id: 'lower-all',
        term: 'roomLowerAll',
        command: { type: 'lower-hands' },
      },
    can?.['chat.lock'] && {
      id: 'lock-chat',
      term: chatLocked ? 'roomOpenChat' : 'roomLockChat',
      command: { type: 'lock-chat', on: !chatLocked },
    },
  ];
  return all.filter((action) => action !== undefined && action !== false);
}

/** A button for each. */
export function actionButtons(
  actions: readonly Action[],
  localize: LocalizeController<SessionRoomTerms>,
  request: (command: RoomCommand) => void,
): readonly TemplateResult[] {
  return actions.map(
    ({ id, term, command }) =>
      html`<button
        type="button"
        class="button small-button ${id === 'remove' ? 'button-danger' : ''}"
        data-action=${id}
        @click=${() => request(command)}
      >
        ${localize.term(term as 'roomMute')}
      </button>`,
  );
}
