import type { SessionYou } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LocalMedia } from '../call/call.js';
import { isRecordingHere, type ClassRecording } from '../session/class-recording.js';
import { ClassroomElement } from './classroom-element.js';
import {
  cameraIcon,
  cameraOffIcon,
  chatIcon,
  handIcon,
  leaveIcon,
  microphoneIcon,
  microphoneOffIcon,
  peopleIcon,
  recordIcon,
  reactIcon,
  settingsIcon,
  shareIcon,
  stopIcon,
} from './icons.js';
import { reactionMenu } from './reaction-menu.js';
import { styles } from './toolbar.styles.js';

interface Tool {
  readonly id: string;
  readonly label: string;
  /** What pressing it does, where the label alone does not say it. */
  readonly tip?: string;
  readonly key?: string;
  readonly icon: TemplateResult;
  readonly pressed?: boolean;
  readonly off?: boolean;
  readonly disabled?: boolean;
  readonly badge?: number;
  /** The menu that it opens and closes. */
  readonly menu?: 'react';
  press(): void;
}

/**
 * @summary The tools of the classroom. What one may not do is not there.
 *
 * Keyboard: Tab enters and leaves the tools, the arrows, Home and End move among them, and among the reactions. M, V, H and
 * C do what their tools do while the focus is in the room and not in a text field. Escape closes a menu.
 *
 * @tag lectern-toolbar
 */
export class ToolbarElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) can: SessionYou['can'] | undefined;
  @property({ attribute: false }) local: LocalMedia | undefined;
  @property({ type: Boolean, attribute: 'hand-raised' }) handRaised = false;
  @property() panel: 'chat' | 'people' | '' = '';
  @property({ type: Number }) unread = 0;
  @property({ type: Number, attribute: 'hand-count' }) handCount = 0;
  @property({ type: Number, attribute: 'people-count' }) peopleCount = 0;

  @property({ attribute: false }) recording: ClassRecording | undefined;

  /** Single keys do what their tools do, and are shown. */
  @property({ type: Boolean, attribute: 'without-keys' }) withoutKeys = false;

  @state() private menu: 'leave' | 'react' | undefined;

  /** The one tool that Tab reaches. */
  @state() private reachable = 'microphone';

  protected override updated(): void {
    // A tool that one may no longer use is gone; another has to be reached.
    if (!this.renderRoot.querySelector('.tool[tabindex="0"]')) this.reachable = 'microphone';
  }

  protected override render(): unknown {
    const { localize } = this;
    return html`<div
      class="bar"
      role="toolbar"
      aria-label=${localize.term('roomTools')}
      lang=${localize.lang()}
      dir=${localize.dir()}
      @keydown=${this.#onKey}
      @focusout=${this.#onFocusOut}
    >
      <div class="group">${this.#mediaTools().map((tool) => this.#button(tool))}</div>
      <div class="group">${this.#classTools().map((tool) => this.#button(tool))}</div>
      ${
        this.can?.['reaction.send']
          ? reactionMenu({
              localize,
              open: this.menu === 'react',
              onReact: (reaction) => this.request({ type: 'react', reaction }),
            })
          : nothing
      }
      <div class="group leaving">${this.#leave()}</div>
    </div>`;
  }

  #mediaTools(): readonly Tool[] {
    const { localize, local, can } = this;
    const tools: Tool[] = [];
    const isMicOn = local?.microphone ?? false;
    const isCameraOn = local?.camera ?? false;
    tools.push({
      id: 'microphone',
      label: localize.term('roomMicrophone'),
      tip:
        can?.['media.microphone'] === false
          ? localize.term('roomNotAllowedHere')
          : localize.term(isMicOn ? 'roomMicrophoneOff' : 'roomMicrophoneOn'),
      key: 'M',
      icon: isMicOn ? microphoneIcon() : microphoneOffIcon(),
      pressed: isMicOn,
      off: !isMicOn,
      disabled: can?.['media.microphone'] === false,
      press: () => this.request({ type: 'microphone', on: !isMicOn }),
    });
    tools.push({
      id: 'camera',
      label: localize.term('roomCamera'),
      tip:
        can?.['media.camera'] === false
          ? localize.term('roomNotAllowedHere')
          : localize.term(isCameraOn ? 'roomCameraOff' : 'roomCameraOn'),
      key: 'V',
      icon: isCameraOn ? cameraIcon() : cameraOffIcon(),
      pressed: isCameraOn,
      off: !isCameraOn,
      disabled: can?.['media.camera'] === false,
      press: () => this.request({ type: 'camera', on: !isCameraOn }),
    });
    if (can?.['media.screen'] && canShareScreen())
      tools.push({
        id: 'screen',
        label: localize.term('roomShare'),
        ...(local?.screen ? { tip: localize.term('roomShareStop') } : {}),
        icon: shareIcon(),
        pressed: local?.screen ?? false,
        press: () => this.request({ type: 'screen', on: !local?.screen }),
      });
    return tools;
  }

  #classTools(): readonly Tool[] {
    const { localize, can, panel } = this;
    const tools: Tool[] = [];
    const record = this.#recordTool();
    if (record) tools.push(record);
    if (can?.['hand.raise'])
      tools.push({
        id: 'hand',
        label: localize.term('roomHand'),
        ...(this.handRaised ? { tip: localize.term('roomHandDown') } : {}),
        key: 'H',
        icon: handIcon(),
        pressed: this.handRaised,
        press: () => this.request({ type: 'hand', on: !this.handRaised }),
      });
    if (can?.['reaction.send'])
      tools.push({
        id: 'react',
        label: localize.term('roomReact'),
        icon: reactIcon(),
        menu: 'react',
        press: () => (this.menu = this.menu === 'react' ? undefined : 'react'),
      });
    const toggle = (wanted: 'chat' | 'people') => (): void =>
      this.request({ type: 'panel', panel: panel === wanted ? undefined : wanted });
    tools.push({
      id: 'chat',
      label: localize.term('roomChat'),
      key: 'C',
      icon: chatIcon(),
      pressed: panel === 'chat',
      badge: this.unread,
      press: toggle('chat'),
    });
    tools.push({
      id: 'people',
      label: localize.term('roomPeople'),
      icon: peopleIcon(),
      pressed: panel === 'people',
      badge: this.peopleCount,
      press: toggle('people'),
    });
    tools.push({
      id: 'devices',
      label: localize.term('roomDevices'),
      icon: settingsIcon(),
      press: () => this.request({ type: 'devices' }),
    });
    return tools;
  }

  #recordTool(): Tool | undefined {
    const { localize, can, recording } = this;
    if (!can?.['recording.record'] || !recording) return undefined;
    const { notice, own, isPossible } = recording;
    const isOn = notice !== undefined || isRecordingHere(own);
    // While it is announced there is nothing to stop yet, and where it is not possible nothing to begin.
    const isDisabled = own?.phase === 'starting' || (!isOn && !isPossible);
    return {
      id: 'record',
      label: localize.term('roomRecord'),
      ...(isOn ? { tip: localize.term('roomRecordStop') } : {}),
      ...(!isOn && !isPossible ? { tip: localize.term('roomRecImpossible') } : {}),
      icon: isOn ? stopIcon() : recordIcon(),
      pressed: isOn,
      disabled: isDisabled,
      press: () => this.request({ type: 'record', on: !isOn }),
    };
  }

  #button(tool: Tool): unknown {
    const { localize } = this;
    const letter = this.withoutKeys ? undefined : tool.key;
    const key = letter ? ` ${localize.term('roomKey', letter)}` : '';
    const badge = tool.badge ?? 0;
    const note = tool.id === 'chat' ? localize.term('roomChatUnread', badge) : '';
    return html`<button
      type="button"
      class="tool ${tool.off ? 'off' : ''} ${tool.id}"
      data-tool=${tool.id}
      tabindex=${this.reachable === tool.id ? '0' : '-1'}
      @focus=${() => (this.reachable = tool.id)}
      aria-pressed=${tool.pressed === undefined ? nothing : tool.pressed ? 'true' : 'false'}
      aria-expanded=${tool.menu ? (this.menu === tool.menu ? 'true' : 'false') : nothing}
      aria-controls=${tool.menu ? `${tool.menu}-menu` : nothing}
      aria-keyshortcuts=${letter ?? nothing}
      aria-disabled=${tool.disabled ? 'true' : nothing}
      aria-describedby=${tool.tip ? `tip-${tool.id}` : nothing}
      @click=${() => (tool.disabled ? undefined : tool.press())}
    >
      <span class="icon"
        >${tool.icon}${
          badge > 0
            ? html`<span class="badge ${tool.id}" aria-hidden="true">${this.#count(badge)}</span>`
            : nothing
        }</span
      >
      <span class="name">${tool.label}</span>
      ${note && badge > 0 ? html`<span class="visually-hidden">, ${note}</span>` : nothing}
      <span class="tip" id="tip-${tool.id}" aria-hidden="true">${tool.tip ?? tool.label}${key}</span>
    </button>`;
  }

  #count(count: number): string {
    const format = new Intl.NumberFormat(this.localize.lang());
    return count > 99 ? `${format.format(99)}+` : format.format(count);
  }

  #leave(): unknown {
    const { localize } = this;
    const mayEnd = this.can?.['session.end'] ?? false;
    return html`
      <button
        type="button"
        class="tool leave"
        data-tool="leave"
        tabindex=${this.reachable === 'leave' ? '0' : '-1'}
        @focus=${() => (this.reachable = 'leave')}
        aria-expanded=${mayEnd ? (this.menu === 'leave' ? 'true' : 'false') : nothing}
        aria-controls=${mayEnd ? 'leave-menu' : nothing}
        @click=${() => {
          if (mayEnd) this.menu = this.menu === 'leave' ? undefined : 'leave';
          else this.request({ type: 'leave' });
        }}
      >
        <span class="icon">${leaveIcon()}</span>
        <span class="name">${localize.term('roomLeave')}</span>
      </button>
      ${
        mayEnd
          ? html`<div class="menu" id="leave-menu" ?hidden=${this.menu !== 'leave'}>
              <button
                type="button"
                class="button"
                data-tool="leave-self"
                @click=${() => this.#choose('leave')}
              >
                ${localize.term('roomLeaveSelf')}
              </button>
              <button
                type="button"
                class="button button-danger"
                data-tool="end"
                @click=${() => this.#choose('end')}
              >
                ${localize.term('roomEndForAll')}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  #choose(type: 'leave' | 'end'): void {
    this.menu = undefined;
    this.request({ type });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#closeMenu(event);
    for (const among of ['.tool', '.reaction']) this.#move(event, among);
  };

  /** Arrows move among what stands side by side. */
  #move(event: KeyboardEvent, among: string): void {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>(among)];
    const index = all.indexOf(event.composedPath()[0] as HTMLElement);
    if (index < 0) return;
    const forward = this.localize.dir() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const next = { [forward]: index + 1, [backward]: index - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all.at(next % all.length)?.focus();
  }

  #closeMenu(event: KeyboardEvent): void {
    const { menu } = this;
    if (!menu) return;
    event.stopPropagation();
    this.menu = undefined;
    this.renderRoot.querySelector<HTMLElement>(`[data-tool="${menu}"]`)?.focus();
  }

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (!this.menu) return;
    const to = event.relatedTarget as Element | null;
    if (!to?.closest(`#${this.menu}-menu, [data-tool="${this.menu}"]`)) this.menu = undefined;
  };
}

/** Phones have no screen to share. */
function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}
