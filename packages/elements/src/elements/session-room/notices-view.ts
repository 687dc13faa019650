import type { LecternError } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { deviceProblems } from '../../classroom/device-problem.js';
import { closeIcon, microphoneIcon, microphoneOffIcon, soundIcon } from '../../classroom/icons.js';
import { errorTerm } from '../../internal/error-text.js';
import { alertIcon } from '../../internal/icons.js';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { ShownRequest } from '../../session/media-requests.js';
import type { SessionState } from '../../session/session-state.js';
import type { SessionRoomTerms } from './session-room.terms.js';

export interface NoticesOptions {
  readonly localize: LocalizeController<SessionRoomTerms>;
  readonly state: SessionState;
  readonly onSound: () => void;
  readonly onRetryDevices: () => void;
  readonly onDismiss: () => void;
  readonly onAnswer: (yes: boolean) => void;
}

/** What one has to know during the class, over the pictures. */
export function noticesView(options: NoticesOptions): TemplateResult {
  const { localize, state } = options;
  const isReconnecting = state.rejoining || state.call?.state === 'reconnecting';
  const problems = deviceProblems(state.local.problems);
  return html`<div class="notices">
    ${
      isReconnecting
        ? html`<p class="banner" role="status" data-notice="reconnecting">
            <span class="spinner" aria-hidden="true"></span><span>${localize.term('roomReconnecting')}</span>
          </p>`
        : nothing
    }
    ${
      !isReconnecting && !state.online
        ? html`<p class="banner" role="status" data-notice="offline">
            ${alertIcon()}<span>${localize.term('roomChatOffline')}</span>
          </p>`
        : nothing
    }
    ${
      state.call?.soundBlocked
        ? html`<div class="banner" role="status" data-notice="sound">
            ${soundIcon()}<span>${localize.term('roomSoundBlocked')}</span>
            <button type="button" class="button button-primary" @click=${options.onSound}>
              ${localize.term('roomTurnOnSound')}
            </button>
          </div>`
        : nothing
    }
    ${
      problems.length > 0
        ? html`<div class="banner" role="status" data-notice="devices">
            ${alertIcon()}<span
              >${problems.map((key) => html`${localize.term(key as 'roomDeniedBoth')} `)}</span
            >
            <button type="button" class="button" @click=${options.onRetryDevices}>
              ${localize.term('lecternRetry')}
            </button>
          </div>`
        : nothing
    }
    <lectern-recording-status
      .recording=${state.recording}
      ?may-record=${state.you?.can['recording.record'] ?? false}
    ></lectern-recording-status>
    ${state.asked ? requestView(state.asked, options) : nothing}
    ${
      state.error
        ? html`<div class="banner" role="status" data-notice="error">
            ${alertIcon()}<span>${errorText(options, state.error)}</span>
            <button
              type="button"
              class="button button-quiet button-icon"
              aria-label=${localize.term('lecternClose')}
              @click=${options.onDismiss}
            >
              ${closeIcon()}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

function errorText({ localize }: NoticesOptions, error: LecternError): string {
  if (error.code === 'CHAT_LOCKED') return localize.term('roomChatLocked');
  return localize.term(error.code === 'RECORDING_RUNNING' ? 'roomRecRunning' : errorTerm(error));
}

/** What somebody did with one's microphone, or asks for. */
function requestView({ ask, by }: ShownRequest, { localize, onAnswer }: NoticesOptions): TemplateResult {
  const isQuestion = ask === 'unmute';
  const name = isolate(by.name);
  return html`<div class="banner" role="status" data-notice=${isQuestion ? 'asked' : 'muted'}>
    ${isQuestion ? microphoneIcon() : microphoneOffIcon()}
    <span>${localize.term(isQuestion ? 'roomAskedBy' : 'roomMutedBy', name)}</span>
    ${
      isQuestion
        ? html`<span class="answers">
            <button type="button" class="button" data-tool="answer-no" @click=${() => onAnswer(false)}>
              ${localize.term('roomNotNow')}
            </button>
            <button
              type="button"
              class="button button-primary"
              data-tool="answer-yes"
              @click=${() => onAnswer(true)}
            >
              ${localize.term('roomMicrophoneOn')}
            </button>
          </span>`
        : html`<button
            type="button"
            class="button button-quiet button-icon"
            aria-label=${localize.term('lecternClose')}
            data-tool="answer-no"
            @click=${() => onAnswer(false)}
          >
            ${closeIcon()}
          </button>`
    }
  </div>`;
}
