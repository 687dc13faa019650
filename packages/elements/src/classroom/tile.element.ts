import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { meterLevel } from '../call/level-meter.js';
import { listOf } from '../internal/isolate.js';
import { ClassroomElement } from './classroom-element.js';
import { handIcon, microphoneOffIcon } from './icons.js';
import { hueOf, initials } from './initials.js';
import { styles } from './tile.styles.js';

const SPEAKING_HOLD_MS = 500;

/**
 * @summary One person, or one shared screen, of the classroom.
 *
 * @tag lectern-tile
 *
 * @csspart tile - The frame.
 * @csspart label - The name.
 */
export class TileElement extends ClassroomElement {
  static override styles = styles;

  /** Whose it is. */
  @property() name = '';

  /** Gives the colour of the initials. */
  @property({ attribute: 'person-id' }) personId = '';

  /** The picture; without one the initials stand. */
  @property({ attribute: false }) stream: MediaStream | undefined;

  /** One's own microphone, to show that one is heard. */
  @property({ attribute: false }) microphone: MediaStream | undefined;

  /** It is oneself: mirrored as in a mirror. */
  @property({ type: Boolean, reflect: true }) own = false;

  /** It is a screen: shown whole. */
  @property({ type: Boolean, reflect: true }) screen = false;

  @property({ type: Boolean }) host = false;

  @property({ type: Boolean, attribute: 'microphone-off' }) microphoneOff = false;

  @property({ type: Boolean, attribute: 'hand-raised' }) handRaised = false;

  /** Loudness, 0 to 1. */
  @property({ type: Number }) level = 0;

  /** How the media stands. */
  @property() connection: 'connected' | 'connecting' | 'reconnecting' = 'connected';

  /** For CSS of the page and for tests. */
  @property({ type: Boolean, reflect: true }) speaking = false;

  @state() private ownLevel = 0;

  #quiet: ReturnType<typeof setTimeout> | undefined;
  #stopMeter: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved in the page: picture and meter were taken down.
    if (this.hasUpdated) {
      this.#meter();
      this.requestUpdate();
    }
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#quiet);
    this.#stopMeter?.();
    this.#stopMeter = undefined;
    const video = this.renderRoot.querySelector('video');
    if (video) video.srcObject = null;
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    const isLoud = !this.microphoneOff && Math.max(this.level, this.ownLevel) > 0.01;
    if (isLoud) {
      clearTimeout(this.#quiet);
      this.#quiet = undefined;
      this.speaking = true;
    } else if (this.speaking) {
      this.#quiet ??= setTimeout(() => {
        this.#quiet = undefined;
        this.speaking = false;
      }, SPEAKING_HOLD_MS);
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('personId')) this.style.setProperty('--_hue', String(hueOf(this.personId)));
    if (changed.has('microphone')) this.#meter();
    // Again after a move in the page, which took it away.
    const video = this.renderRoot.querySelector('video');
    if (video && this.stream && video.srcObject !== this.stream) video.srcObject = this.stream;
  }

  protected override render(): unknown {
    const { localize } = this;
    return html`<div
      part="tile"
      class="tile"
      role="group"
      aria-label=${this.#description()}
      lang=${localize.lang()}
      dir=${localize.dir()}
    >
      ${
        this.stream
          ? html`<video .muted=${true} muted autoplay playsinline disablepictureinpicture></video>`
          : html`<span class="avatar" aria-hidden="true">${initials(localize.lang(), this.name)}</span>`
      }
      ${
        this.connection === 'connected'
          ? nothing
          : html`<span class="connection" aria-hidden="true">
              <span class="spinner"></span>
              ${localize.term(this.connection === 'connecting' ? 'roomConnecting' : 'roomReconnectingPeer')}
            </span>`
      }
      ${this.handRaised ? html`<span class="hand" aria-hidden="true">${handIcon()}</span>` : nothing}
      <span part="label" class="label" aria-hidden="true">
        ${this.microphoneOff && !this.screen ? microphoneOffIcon() : nothing}
        <bdi>${this.screen ? localize.term('roomScreenOf', this.name) : this.name}</bdi>
        ${this.own && !this.screen ? html`<span class="you">${localize.term('roomYou')}</span>` : nothing}
      </span>
    </div>`;
  }

  #description(): string {
    const { localize } = this;
    if (this.screen) return localize.term('roomScreenOf', this.name);
    const facts = [
      localize.term('roomTile', this.name),
      this.own ? localize.term('roomYou') : '',
      this.host ? localize.term('roomHost') : '',
      this.microphoneOff ? localize.term('roomMicrophoneIsOff') : '',
      this.stream ? '' : localize.term('roomCameraOffState'),
      this.handRaised ? localize.term('roomHandIsUp') : '',
      this.connection === 'connected' ? '' : localize.term('roomReconnectingPeer'),
    ];
    return listOf(localize.lang(), facts);
  }

  #meter(): void {
    this.#stopMeter?.();
    this.#stopMeter = undefined;
    this.ownLevel = 0;
    if (this.microphone && this.isConnected)
      this.#stopMeter = meterLevel(this.microphone, (level) => (this.ownLevel = level));
  }
}
