import { html, nothing, type TemplateResult } from 'lit';
import { hasShortcuts } from '../../classroom/announced.js';
import type { RoomCommand } from '../../classroom/command-event.js';
import { helpIcon } from '../../classroom/icons.js';
import { formatClock } from '../../classroom/duration.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { SessionState } from '../../session/session-state.js';
import { dialogView, type RoomDialog } from './dialogs-view.js';
import { recordingSign } from './recording-sign.js';
import { noticesView } from './notices-view.js';
import type { SessionRoomTerms } from './session-room.terms.js';

export interface ClassroomOptions {
  readonly localize: LocalizeController<SessionRoomTerms>;
  readonly state: SessionState;
  /** ms since the epoch. */
  readonly serverTime: number;
  readonly panel: 'chat' | 'people' | undefined;
  /** Messages one has not read. */
  readonly unread: number;
  readonly dialog: RoomDialog | undefined;
  run(command: RoomCommand): void;
  onDismiss(): void;
  onConfirm(): void;
  onClose(): void;
}

/** The class one is in: pictures, a panel beside them, tools, and what is asked over them. */
export function classroomView(options: ClassroomOptions): TemplateResult {
  const { localize, state, panel, dialog, onDismiss, onConfirm, onClose } = options;
  const { session, me } = state;
  return html`
    <div part="header" class="header">
      <h2>${session?.title}</h2>
      ${recordingSign(localize, state, options.serverTime)}
      <button
        type="button"
        class="button button-quiet button-icon help"
        data-tool="help"
        aria-label=${localize.term('roomHelp')}
        title=${localize.term('roomHelp')}
        @click=${() => options.run({ type: 'help' })}
      >
        ${helpIcon()}
      </button>
      ${
        session?.startedAt
          ? html`<span class="elapsed" role="timer"
              >${formatClock(localize.lang(), options.serverTime - Date.parse(session.startedAt))}</span
            >`
          : nothing
      }
    </div>
    <div class="main ${panel ? 'with-panel' : ''}">
      <lectern-stage
        exportparts="stage, tile, label"
        .roster=${state.roster}
        .hands=${state.hands}
        .call=${state.call}
        .local=${state.local}
        connection-id=${state.connectionId ?? ''}
      ></lectern-stage>
      <lectern-reactions .reactions=${state.reactions}></lectern-reactions>
      ${panelView(options)}
      ${noticesView({
        localize,
        state,
        onSound: () => options.run({ type: 'sound' }),
        onRetryDevices: () => options.run({ type: 'retry-devices' }),
        onAnswer: (on) => options.run({ type: 'answer', on }),
        onDismiss,
      })}
    </div>
    <lectern-toolbar
      part="toolbar"
      .can=${state.you?.can}
      .local=${state.local}
      ?without-keys=${!hasShortcuts()}
      ?hand-raised=${state.hands.some(({ personId }) => personId === me?.id)}
      panel=${panel ?? ''}
      .unread=${options.unread}
      .peopleCount=${state.roster.length}
      .recording=${state.recording}
    ></lectern-toolbar>
    ${dialog ? dialogView({ localize, state, dialog, onConfirm, onClose }) : nothing}
  `;
}

function panelView({ panel, state }: ClassroomOptions): TemplateResult | typeof nothing {
  const { chatLocked } = state;
  const can = state.you?.can;
  if (panel === 'chat')
    return html`<lectern-chat-panel
      exportparts="panel"
      .lines=${state.chat}
      ?locked=${chatLocked}
      ?read-only=${can?.['chat.post'] === false || (chatLocked && !can?.['chat.lock'])}
    ></lectern-chat-panel>`;
  if (panel === 'people')
    return html`<lectern-people-panel
      exportparts="panel"
      .roster=${state.roster}
      .hands=${state.hands}
      .can=${can}
      ?chat-locked=${chatLocked}
      person-id=${state.me?.id ?? ''}
    ></lectern-people-panel>`;
  return nothing;
}
