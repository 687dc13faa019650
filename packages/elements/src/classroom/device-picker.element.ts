import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LocalMedia } from '../call/call.js';
import { NO_DEVICES, watchDevices, type DeviceList } from '../call/device-list.js';
import { readPreferences } from '../internal/preferences.js';
import { ClassroomElement } from './classroom-element.js';
import { soundIcon } from './icons.js';
import { testSpeaker } from './speaker-test.js';
import { styles } from './device-picker.styles.js';

type Kind = 'microphone' | 'camera' | 'speaker';

/**
 * @summary Which microphone, camera and speaker.
 *
 * @tag lectern-device-picker
 */
export class DevicePickerElement extends ClassroomElement {
  static override styles = styles;

  /** Devices that are open now; names appear once one was allowed. */
  @property({ attribute: false }) local: LocalMedia | undefined;

  @property({ type: Boolean, attribute: 'microphone-hidden' }) microphoneHidden = false;
  @property({ type: Boolean, attribute: 'camera-hidden' }) cameraHidden = false;

  @state() private devices: DeviceList = NO_DEVICES;

  @state() private testing: 'playing' | 'failed' | undefined;

  #stop: (() => void) | undefined;
  #known = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch();
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = undefined;
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    // The browser tells names only after the first device was opened.
    const open = Object.keys(this.local?.streams ?? {}).join();
    if (open === this.#known) return;
    this.#known = open;
    if (this.isConnected) this.#watch();
  }

  protected override render(): unknown {
    const { localize, devices } = this;
    return html`<div class="pickers" lang=${localize.lang()} dir=${localize.dir()}>
      ${this.microphoneHidden ? nothing : this.#picker('microphone', devices.microphones)}
      ${this.cameraHidden ? nothing : this.#picker('camera', devices.cameras)}
      <div class="speaker">
        ${devices.speakers.length > 1 ? this.#picker('speaker', devices.speakers) : nothing}
        <button
          type="button"
          class="button"
          data-tool="test-speaker"
          aria-disabled=${this.testing === 'playing' ? 'true' : nothing}
          @click=${this.#onTest}
        >
          ${soundIcon()}${localize.term('roomTestSpeaker')}
        </button>
        <p class="small muted" role="status">${this.#tested()}</p>
      </div>
    </div>`;
  }

  #picker(kind: Kind, devices: readonly MediaDeviceInfo[]): unknown {
    const { localize } = this;
    const label = { microphone: 'roomMicrophone', camera: 'roomCamera', speaker: 'roomSpeaker' } as const;
    const chosen = this.#chosen(kind);
    const none = kind === 'camera' ? 'roomNoCameraFound' : 'roomNoMicrophoneFound';
    return html`<div class="field">
      <label class="label" for=${kind}>${localize.term(label[kind])}</label>
      <select
        id=${kind}
        class="input"
        ?disabled=${devices.length === 0}
        @change=${(event: Event) => this.#choose(kind, (event.target as HTMLSelectElement).value)}
      >
        ${
          devices.length === 0
            ? html`<option>${localize.term(none)}</option>`
            : devices.map(
                ({ deviceId, label: name }) =>
                  html`<option value=${deviceId} .selected=${deviceId === chosen}>
                    ${name || localize.term('roomDefaultDevice')}
                  </option>`,
              )
        }
      </select>
    </div>`;
  }

  #tested(): string {
    if (!this.testing) return '';
    return this.localize.term(this.testing === 'playing' ? 'roomTestPlaying' : 'roomTestFailed');
  }

  readonly #onTest = async (): Promise<void> => {
    if (this.testing === 'playing') return;
    this.testing = 'playing';
    try {
      await testSpeaker(readPreferences().speakerId);
      this.testing = undefined;
    } catch {
      this.testing = 'failed';
    }
  };

  #chosen(kind: Kind): string | undefined {
    const preferences = readPreferences();
    if (kind === 'speaker') return preferences.speakerId;
    const [track] = this.local?.streams[kind]?.getTracks() ?? [];
    const wished = kind === 'camera' ? preferences.cameraId : preferences.microphoneId;
    return track?.getSettings().deviceId ?? wished;
  }

  #choose(kind: Kind, deviceId: string): void {
    if (kind === 'speaker') this.request({ type: 'speaker', deviceId });
    else this.request({ type: kind, on: this.local?.[kind] ?? false, deviceId });
  }

  #watch(): void {
    this.#stop?.();
    this.#stop = watchDevices((devices) => (this.devices = devices));
  }
}
