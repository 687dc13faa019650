import type { Session, SessionYou } from '@lectern/core/contract';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LocalMedia } from '../call/call.js';
import { meterLevel } from '../call/level-meter.js';
import { SilenceWatch, type MicrophoneSound } from '../call/silence-watch.js';
import { alertIcon, clockIcon } from '../internal/icons.js';
import { isolate } from '../internal/isolate.js';
import { ClassroomElement } from './classroom-element.js';
import { deviceProblems } from './device-problem.js';
import { formatCountdown } from './duration.js';
import { cameraIcon, cameraOffIcon, microphoneIcon, microphoneOffIcon } from './icons.js';
import { hueOf, initials } from './initials.js';
import { styles } from './prejoin.styles.js';

/**
 * @summary Before the class: how one looks and sounds, with which devices; then the waiting room, with the same picture.
 *
 * @tag lectern-prejoin
 *
 * @csspart preview - The frame of one's own picture.
 * @csspart join - The button that joins.
 */
export class PrejoinElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) session: Session | undefined;
  @property({ attribute: false }) you: SessionYou | undefined;
  @property({ attribute: false }) local: LocalMedia | undefined;
  @property({ attribute: 'person-id' }) personId = '';
  @property() name = '';
  @property() phase: 'prejoin' | 'joining' | 'waiting' = 'prejoin';

  /** Whether one cannot join yet. */
  @property({ type: Boolean }) closed = false;

  /** From when on one can join, in words. */
  @property() opening = '';

  /** Ms until one can join, by the server's clock. */
  @property({ type: Number, attribute: 'opens-in' }) opensIn: number | undefined;

  /** Ms until the class begins, by the server's clock. */
  @property({ type: Number, attribute: 'starts-in' }) startsIn: number | undefined;

  @state() private level = 0;
  @state() private sound: MicrophoneSound = 'listening';

  #metered: MediaStream | undefined;
  #stopMeter: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved in the page: picture and meter were taken down.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    this.#stopMeter?.();
    this.#stopMeter = this.#metered = undefined;
    const video = this.renderRoot.querySelector('video');
    if (video) video.srcObject = null;
    super.disconnectedCallback();
  }

  /** Puts the focus on what one came for. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.join, h2')?.focus();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#meter();
    const video = this.renderRoot.querySelector('video');
    const stream = this.local?.streams.camera;
    if (video && stream && video.srcObject !== stream) video.srcObject = stream;
    this.style.setProperty('--_level', String(this.level));
    this.style.setProperty('--_hue', String(hueOf(this.personId)));
  }

  protected override render(): unknown {
    const { localize } = this;
    return html`<div class="lobby" lang=${localize.lang()} dir=${localize.dir()}>
      ${this.#preview()}
      <div class="side">
        ${this.#heading()} ${this.#problems()} ${this.#soundCheck()}
        <lectern-device-picker
          .local=${this.local}
          ?microphone-hidden=${!this.#may('media.microphone')}
          ?camera-hidden=${!this.#may('media.camera')}
        ></lectern-device-picker>
        ${this.#action()}
      </div>
    </div>`;
  }

  #may(action: 'media.microphone' | 'media.camera'): boolean {
    return this.you?.can[action] ?? true;
  }

  #preview(): unknown {
    const { localize, local } = this;
    return html`<div part="preview" class="preview" role="group" aria-label=${localize.term('roomPreview')}>
      ${
        local?.camera
          ? html`<video .muted=${true} muted autoplay playsinline disablepictureinpicture></video>`
          : html`<div class="no-picture">
              <span class="avatar" aria-hidden="true">${initials(localize.lang(), this.name)}</span>
              <p>${localize.term('roomCameraIsOff')}</p>
            </div>`
      }
      <div class="switches">
        ${this.#may('media.microphone') ? this.#switch('microphone') : nothing}
        ${this.#may('media.camera') ? this.#switch('camera') : nothing}
      </div>
      ${
        local?.microphone
          ? html`<meter
                class="visually-hidden"
                max="10"
                aria-label=${localize.term('roomLevel')}
                .value=${Math.round(this.level * 10)}
              ></meter>
              <div class="meter" aria-hidden="true"><span></span></div>`
          : nothing
      }
    </div>`;
  }

  #switch(kind: 'microphone' | 'camera'): unknown {
    const { localize } = this;
    const isOn = this.local?.[kind] ?? false;
    const drawing =
      kind === 'camera'
        ? isOn
          ? cameraIcon()
          : cameraOffIcon()
        : isOn
          ? microphoneIcon()
          : microphoneOffIcon();
    const label = localize.term(kind === 'camera' ? 'roomCamera' : 'roomMicrophone');
    const does =
      kind === 'camera'
        ? localize.term(isOn ? 'roomCameraOff' : 'roomCameraOn')
        : localize.term(isOn ? 'roomMicrophoneOff' : 'roomMicrophoneOn');
    return html`<button
      type="button"
      class="switch ${isOn ? '' : 'off'}"
      data-tool=${kind}
      aria-label=${label}
      aria-pressed=${isOn ? 'true' : 'false'}
      title=${does}
      @click=${() => this.request({ type: kind, on: !isOn })}
    >
      ${drawing}
    </button>`;
  }

  #heading(): unknown {
    const { localize, session } = this;
    const isWaiting = this.phase === 'waiting';
    const title = isWaiting ? 'roomWaitingTitle' : this.closed ? 'roomNotOpenTitle' : 'roomReady';
    const host = session?.host.name ?? '';
    return html`<div class="heading">
      <p class="muted small">
        ${session?.title}${host ? html` · ${localize.term('roomWith', isolate(host))}` : nothing}
      </p>
      <h2 tabindex="-1">${localize.term(title)}</h2>
      ${
        isWaiting
          ? html`<p>${localize.term('roomWaitingText', isolate(host))}</p>`
          : this.name
            ? html`<p class="muted">${localize.term('roomJoiningAs', isolate(this.name))}</p>`
            : nothing
      }
      ${this.closed && this.opening ? html`<p id="opening">${this.opening}</p>` : nothing}
      ${this.#countdown(isWaiting)}
    </div>`;
  }

  #countdown(isWaiting: boolean): unknown {
    const { localize, startsIn, opensIn } = this;
    const left = (ms: number): string => formatCountdown(localize.lang(), ms);
    let text = '';
    if (this.closed) text = opensIn === undefined ? '' : localize.term('roomOpensIn', left(opensIn));
    else if (startsIn !== undefined && startsIn > 0) text = localize.term('roomStartsIn', left(startsIn));
    else if (startsIn !== undefined && isWaiting) text = localize.term('roomStartsSoon');
    if (!text) return nothing;
    return html`<p class="countdown" role="timer">${clockIcon()}<span>${text}</span></p>`;
  }

  #problems(): unknown {
    const { localize } = this;
    const keys = deviceProblems(this.local?.problems ?? {});
    if (keys.length === 0) return nothing;
    return html`<div class="notice notice-warning" role="alert">
      ${alertIcon()}
      <p>${keys.map((key) => html`<span>${localize.term(key as 'roomDeniedBoth')}</span> `)}</p>
      <button type="button" class="button" @click=${() => this.request({ type: 'retry-devices' })}>
        ${localize.term('lecternRetry')}
      </button>
    </div>`;
  }

  /** Said once when it is found out, not with every change of the level. */
  #soundCheck(): unknown {
    const { localize, sound } = this;
    const isOn = this.local?.microphone ?? false;
    return html`<div role="status" class="sound-check">
      ${
        isOn && sound === 'silent'
          ? html`<p class="notice notice-warning">
              ${microphoneOffIcon()}<span>${localize.term('roomUnheard')}</span>
            </p>`
          : nothing
      }
      ${
        isOn && sound === 'heard'
          ? html`<p class="visually-hidden">${localize.term('roomHeard')}</p>`
          : nothing
      }
    </div>`;
  }

  #action(): unknown {
    const { localize, phase } = this;
    if (phase === 'waiting')
      return html`<button
        type="button"
        class="button"
        data-tool="leave"
        @click=${() => this.request({ type: 'leave' })}
      >
        ${localize.term('roomLeave')}
      </button>`;
    const isJoining = phase === 'joining';
    const isDisabled = isJoining || this.closed;
    return html`<button
      part="join"
      type="button"
      class="button button-primary join"
      aria-disabled=${isDisabled ? 'true' : nothing}
      aria-describedby=${this.closed && this.opening ? 'opening' : nothing}
      @click=${() => (isDisabled ? undefined : this.request({ type: 'join' }))}
    >
      ${localize.term(isJoining ? 'roomJoining' : 'roomJoin')}
    </button>`;
  }

  #meter(): void {
    const stream = this.local?.microphone ? this.local.streams.microphone : undefined;
    if (stream === this.#metered) return;
    this.#stopMeter?.();
    this.#metered = stream;
    this.level = 0;
    this.sound = 'listening';
    const watch = new SilenceWatch();
    this.#stopMeter =
      stream &&
      meterLevel(stream, (level) => {
        this.level = level;
        this.sound = watch.hear(level, performance.now());
      });
  }
}
