import { LecternError } from '@lectern/core/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { errorTerm } from '../../internal/error-text.js';
import { alertIcon } from '../../internal/icons.js';
import type { LocalizeController } from '../../internal/localize.js';
import { lockIcon } from './icons.js';
import type { RecordingPlayerTerms } from './recording-player.terms.js';

type Localize = LocalizeController<RecordingPlayerTerms>;

/** What stands in place of a picture. */
export interface Message {
  readonly icon: unknown;
  readonly title: string;
  readonly text?: string;
  readonly more?: unknown;
  /** 0 to 1; `null`: something goes on, nobody knows how far. */
  readonly progress?: number | null;
  readonly isAlert?: boolean;
}

/** A message on a dark ground. */
export function messageView(
  localize: Localize,
  { icon, title, text, more, progress, isAlert }: Message,
): TemplateResult {
  const percent = new Intl.NumberFormat(localize.lang(), { style: 'percent' });
  return html`<div class="message">
    <span class="message-icon">${icon}</span>
    <div class="message-words" role=${isAlert ? 'alert' : 'status'}>
      <p class="message-title">${title}</p>
      ${text ? html`<p>${text}</p>` : nothing}
    </div>
    ${
      progress === undefined
        ? nothing
        : html`<div class="progress">
            <progress
              aria-label=${localize.term('playerProgress')}
              max="1"
              .value=${progress ?? nothing}
            ></progress
            >${progress === null ? nothing : html`<span>${percent.format(progress)}</span>`}
          </div>`
    }
    ${more ?? nothing}
  </div>`;
}

/** It is not for this person, or it is not there. */
export function noRight(localize: Localize): Message {
  return {
    icon: lockIcon(),
    title: localize.term('playerNoRightTitle'),
    text: localize.term('playerNoRightText'),
  };
}

/** What the server's refusal means to a person. */
export function serverMessage(localize: Localize, error: unknown, retry: unknown): Message {
  const code = LecternError.is(error) ? error.code : undefined;
  if (code === 'NOT_FOUND' || code === 'FORBIDDEN') return noRight(localize);
  const term = errorTerm(error);
  const isSignedOut = term === 'lecternErrorSignIn';
  return {
    icon: isSignedOut ? lockIcon() : alertIcon(),
    title: localize.term(isSignedOut ? 'playerSignedOutTitle' : 'playerErrorTitle'),
    text: localize.term(term),
    more: retry,
    isAlert: true,
  };
}

/** What a file that does not play means to a person. */
export function mediaMessage(
  localize: Localize,
  code: 'network' | 'decode' | 'unsupported',
  canDownload: boolean,
  more: unknown,
): Message {
  const text = {
    network: 'playerErrorNetwork',
    decode: 'playerErrorDecode',
    unsupported: 'playerErrorUnsupported',
  } as const;
  const download = canDownload && code !== 'network' ? ` ${localize.term('playerErrorDownload')}` : '';
  return {
    icon: alertIcon(),
    title: localize.term('playerErrorTitle'),
    text: localize.term(text[code]) + download,
    more,
    isAlert: true,
  };
}
