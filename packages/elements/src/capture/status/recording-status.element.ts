import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { alertIcon, checkIcon } from '../../internal/icons.js';
import { isolate } from '../../internal/isolate.js';
import {
  isRecordingHere,
  type ClassRecording,
  type OwnRecording,
  type UnsentOffer,
} from '../../session/class-recording.js';
import { ClassroomElement } from '../../classroom/classroom-element.js';
import { closeIcon, recordIcon } from '../../classroom/icons.js';
import { formatLength, formatSize } from './recording-size.js';
import { styles } from './recording-status.styles.js';

/** Less than this is on its way as it should be. */
const WORTH_SAYING_MS = 5_000;
const PROBLEMS = {
  offline: 'roomRecOffline',
  'storage-full': 'roomRecFull',
  server: 'roomRecServer',
} as const;

/**
 * @summary How one's own recording fares: what is not sent yet, what is in its way, and what one can do about it.
 *
 * Keyboard: Tab moves through its buttons.
 *
 * @tag lectern-recording-status
 */
export class RecordingStatusElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) recording: ClassRecording | undefined;
  /** Whether one would record here: says that this browser cannot. */
  @property({ type: Boolean, attribute: 'may-record' }) mayRecord = false;

  /** What one wants to discard and was asked about. */
  @state() private asked = '';

  protected override render(): unknown {
    const { recording, localize } = this;
    if (!recording) return nothing;
    const { own, unsent, isPossible } = recording;
    return html`<div class="all" lang=${localize.lang()} dir=${localize.dir()}>
      ${own ? this.#own(own) : nothing}
      ${
        this.mayRecord && !isPossible
          ? this.#banner('impossible', alertIcon(), html`<span>${localize.term('roomRecImpossible')}</span>`)
          : nothing
      }
      ${unsent.map((offer) => this.#unsent(offer))}
    </div>`;
  }

  #own(own: OwnRecording): unknown {
    const { localize } = this;
    const resume = html`<button
      type="button"
      class="button button-primary"
      data-tool="recording-resume"
      @click=${() => this.request({ type: 'recording-resume' })}
    >
      ${localize.term('roomRecContinue')}
    </button>`;
    switch (own.phase) {
      case 'blocked':
        return this.#banner(
          'blocked',
          alertIcon(),
          html`<span>${localize.term('roomRecBlocked')}</span>${resume}`,
        );
      case 'broken':
        return this.#banner(
          'broken',
          alertIcon(),
          html`<span>${localize.term('roomRecBroken')}</span>${resume}`,
        );
      case 'elsewhere':
        return this.#banner(
          'elsewhere',
          recordIcon(),
          html`<span>${localize.term('roomRecElsewhere')}</span>${resume}`,
        );
      case 'done':
        return this.#banner(
          'done',
          checkIcon(),
          html`<span>${localize.term('roomRecDone')}</span>${this.#close()}`,
        );
      case 'refused':
        return this.#banner(
          'refused',
          alertIcon(),
          html`<span>${localize.term('roomRecRefused')}</span>${this.#close()}`,
        );
      case 'uploading':
        return this.#uploading(own);
      default:
        return isRecordingHere(own) ? this.#recording(own) : nothing;
    }
  }

  #recording(own: OwnRecording): unknown {
    const { localize } = this;
    const texts: string[] = [];
    if (own.problem && own.unsentBytes > 0) texts.push(localize.term(PROBLEMS[own.problem]));
    if (own.isAtRisk) texts.push(localize.term('roomRecRisk'));
    if (own.isOverloaded) texts.push(localize.term('roomRecSlow'));
    if (own.unsentMs >= WORTH_SAYING_MS) texts.push(this.#unsentText(own));
    if (texts.length === 0) return nothing;
    const [first, ...rest] = texts;
    // What counts up is not read aloud at every step.
    return this.#banner(
      'unsent',
      alertIcon(),
      html`<span
        >${first} ${rest.map((text) => html`<span class="muted" aria-live="off">${text} </span>`)}</span
      >`,
    );
  }

  #uploading(own: OwnRecording): unknown {
    const { localize } = this;
    const { sentBytes, unsentBytes, problem } = own;
    const total = sentBytes + unsentBytes;
    const share = total === 0 ? 1 : sentBytes / total;
    const percent = new Intl.NumberFormat(localize.lang(), { style: 'percent' });
    return this.#banner(
      'uploading',
      recordIcon(),
      html`<span
          >${localize.term(problem && unsentBytes > 0 ? PROBLEMS[problem] : 'roomRecUploading')}
          <span class="muted" aria-live="off"
            >${unsentBytes > 0 ? this.#unsentText(own) : nothing}</span
          ></span
        >
        <progress
          max="1"
          .value=${share}
          aria-label=${localize.term('roomRecProgress')}
          aria-valuetext=${percent.format(share)}
        ></progress>`,
    );
  }

  #unsentText({ unsentMs, unsentBytes }: OwnRecording): string {
    const { localize } = this;
    const language = localize.lang();
    return localize.term(
      'roomRecUnsent',
      formatLength(language, unsentMs),
      formatSize(language, unsentBytes),
    );
  }

  #unsent(offer: UnsentOffer): unknown {
    const { localize } = this;
    const { recordingId, title, unsentBytes, isSending, isRefused } = offer;
    const size = formatSize(localize.lang(), unsentBytes);
    const isAsked = this.asked === recordingId;
    if (isSending)
      return this.#banner(
        'sending',
        recordIcon(),
        html`<span
          >${localize.term('roomRecUploading')} <span class="muted" aria-live="off">${size}</span></span
        >`,
      );
    const text = isAsked
      ? localize.term('roomUnsentSure', isolate(title))
      : isRefused
        ? localize.term('roomRecRefused')
        : localize.term('roomUnsentFound', isolate(title), size);
    return this.#banner(
      'unsent-found',
      alertIcon(),
      html`<span>${text}</span>
        <span class="answers"
          ><button
            type="button"
            class="button"
            data-tool="unsent-discard"
            @click=${() => this.#discard(recordingId)}
          >
            ${localize.term(isAsked ? 'roomUnsentDiscardNow' : 'roomUnsentDiscard')}
          </button>
          ${
            isAsked
              ? html`<button
                  type="button"
                  class="button button-primary"
                  data-tool="unsent-keep"
                  @click=${() => (this.asked = '')}
                >
                  ${localize.term('roomUnsentKeep')}
                </button>`
              : html`<button
                  type="button"
                  class="button button-primary"
                  data-tool="unsent-send"
                  @click=${() => this.request({ type: 'unsent-send', recordingId })}
                >
                  ${localize.term('roomUnsentSend')}
                </button>`
          }</span
        >`,
    );
  }

  /** Asks once more: nobody has these bytes but this browser. */
  #discard(recordingId: string): void {
    if (this.asked !== recordingId) {
      this.asked = recordingId;
      return;
    }
    this.asked = '';
    this.request({ type: 'unsent-discard', recordingId });
  }

  #close(): TemplateResult {
    return html`<button
      type="button"
      class="button button-quiet button-icon"
      aria-label=${this.localize.term('lecternClose')}
      data-tool="recording-dismiss"
      @click=${() => this.request({ type: 'recording-dismiss' })}
    >
      ${closeIcon()}
    </button>`;
  }

  #banner(name: string, icon: TemplateResult, content: TemplateResult): TemplateResult {
    return html`<div class="banner ${name}" role="status" data-recording=${name}>${icon}${content}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lectern-recording-status': RecordingStatusElement;
  }
}
