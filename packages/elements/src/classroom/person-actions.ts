import type { RosterEntry, SessionYou } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import type { LocalizeController } from '../internal/localize.js';
import type { RoomCommand } from './command-event.js';

interface ActionsOptions {
  readonly localize: LocalizeController<SessionRoomTerms>;
  readonly can: SessionYou['can'] | undefined;
  request(command: RoomCommand): void;
}

export interface PersonActionsOptions extends ActionsOptions {
  readonly entry: RosterEntry;
  readonly handRaised: boolean;
}

/** Whether there is anything one may do with a person. */
export function canActOn({
  entry,
  can,
  handRaised,
}: Omit<PersonActionsOptions, 'localize' | 'request'>): boolean {
  return Boolean(
    can?.['media.ask-other'] ||
    (can?.['person.remove'] && !entry.isHost) ||
    (handRaised && can?.['hand.lower-other']),
  );
}

/** What one may do with a person, under their row. */
export function personActions(options: PersonActionsOptions): TemplateResult {
  const { localize, can, entry, handRaised, request } = options;
  const { personId } = entry;
  const ask = entry.media.mic ? 'mute' : 'unmute';
  return html`
    ${
      can?.['media.ask-other']
        ? button('ask', localize.term(ask === 'mute' ? 'roomMute' : 'roomAskToSpeak'), () =>
            request({ type: 'ask-media', ask, personId }),
          )
        : nothing
    }
    ${
      handRaised && can?.['hand.lower-other']
        ? button('lower', localize.term('roomHandDown'), () => request({ type: 'lower-hand', personId }))
        : nothing
    }
    ${
      can?.['person.remove'] && !entry.isHost
        ? button(
            'remove',
            localize.term('roomRemove'),
            () => request({ type: 'remove', personId }),
            'button-danger',
          )
        : nothing
    }
  `;
}

export interface EveryoneActionsOptions extends ActionsOptions {
  readonly handCount: number;
  readonly chatLocked: boolean;
}

/** Whether there is anything one may do with all of them. */
export function canActOnAll(can: SessionYou['can'] | undefined): boolean {
  return Boolean(can?.['media.ask-other'] || can?.['hand.lower-other'] || can?.['chat.lock']);
}

/** What one may do with everybody at once. */
export function everyoneActions(options: EveryoneActionsOptions): TemplateResult {
  const { localize, can, handCount, chatLocked, request } = options;
  return html`
    ${
      can?.['media.ask-other']
        ? button('mute-all', localize.term('roomMuteAll'), () => request({ type: 'ask-media', ask: 'mute' }))
        : nothing
    }
    ${
      can?.['hand.lower-other'] && handCount > 0
        ? button('lower-all', localize.term('roomLowerAll'), () => request({ type: 'lower-hands' }))
        : nothing
    }
    ${
      can?.['chat.lock']
        ? button('lock-chat', localize.term(chatLocked ? 'roomOpenChat' : 'roomLockChat'), () =>
            request({ type: 'lock-chat', on: !chatLocked }),
          )
        : nothing
    }
  `;
}

function button(action: string, label: string, press: () => void, look = ''): TemplateResult {
  return html`<button type="button" class="button small-button ${look}" data-action=${action} @click=${press}>
    ${label}
  </button>`;
}
