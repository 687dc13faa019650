import { html, nothing, type TemplateResult } from 'lit';
import { doorIcon, devicesIcon, peopleIcon, removeIcon } from '../../classroom/icons.js';
import { errorTerm } from '../../internal/error-text.js';
import { alertIcon, checkIcon, clockIcon } from '../../internal/icons.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { SessionState } from '../../session/session-state.js';
import { openingText, type RoomTime } from './opening-time.js';
import type { SessionRoomTerms } from './session-room.terms.js';

interface Outcome {
  readonly icon: TemplateResult;
  readonly title: string;
  readonly text: string;
  /** What the button says; without it there is none. */
  readonly action?: string;
  readonly isAlert?: boolean;
}

export interface OutcomeOptions {
  readonly localize: LocalizeController<SessionRoomTerms>;
  readonly state: SessionState;
  readonly time: RoomTime;
  /** Joins, or reads the session again where it could not be read. */
  readonly onAction: () => void;
}

/** Where one stands when one is not, or no longer, in the class, and what one can do. */
export function outcomeView({ localize, state, time, onAction }: OutcomeOptions): TemplateResult {
  const { icon, title, text, action, isAlert } = describe(localize, state, time);
  return html`<div class="outcome" part="outcome">
    <span class="outcome-icon ${isAlert ? 'is-alert' : ''}">${icon}</span>
    <h2 tabindex="-1">${title}</h2>
    ${text ? html`<p class="muted">${text}</p>` : nothing}
    ${
      action
        ? html`<button type="button" class="button button-primary" data-tool="again" @click=${onAction}>
            ${action}
          </button>`
        : nothing
    }
    <slot name="after"></slot>
  </div>`;
}

function describe(
  localize: LocalizeController<SessionRoomTerms>,
  state: SessionState,
  time: RoomTime,
): Outcome {
  const { phase, session } = state;
  switch (phase) {
    case 'left':
      return {
        icon: doorIcon(),
        title: localize.term('roomLeftTitle'),
        text: localize.term('roomLeftText'),
        action: localize.term('roomRejoin'),
      };
    case 'moved':
      return {
        icon: devicesIcon(),
        title: localize.term('roomMovedTitle'),
        text: localize.term('roomMovedText'),
        action: localize.term('roomTakeBack'),
      };
    case 'removed':
      return {
        icon: removeIcon(),
        title: localize.term('roomRemovedTitle'),
        text: localize.term('roomRemovedText'),
        isAlert: true,
      };
    case 'full':
      return {
        icon: peopleIcon(),
        title: localize.term('roomFullTitle'),
        text: localize.term('roomFullText'),
        action: localize.term('lecternRetry'),
      };
    case 'ended':
      return session?.state === 'cancelled'
        ? {
            icon: alertIcon(),
            title: localize.term('roomCancelledTitle'),
            text: localize.term('roomCancelledText'),
          }
        : {
            icon: checkIcon(),
            title: localize.term('roomEndedTitle'),
            // Nobody is thanked for what did not take place.
            text: session?.state === 'scheduled' ? '' : localize.term('roomEndedText'),
          };
    default:
      return failure(localize, state, time);
  }
}

function failure(
  localize: LocalizeController<SessionRoomTerms>,
  { error }: SessionState,
  time: RoomTime,
): Outcome {
  const action = localize.term('lecternRetry');
  if (error?.code === 'SESSION_NOT_OPEN')
    return {
      icon: clockIcon(),
      title: localize.term('roomNotOpenTitle'),
      text: openingText(localize, error.details?.['opensAt'], time),
      action,
    };
  const isUnsupported = error?.code === 'PROVIDER_UNSUPPORTED';
  return {
    icon: alertIcon(),
    title: localize.term('roomFailedTitle'),
    text: isUnsupported ? localize.term('roomUnsupportedProvider') : localize.term(errorTerm(error)),
    action,
    isAlert: true,
  };
}
