import { html, nothing, type TemplateResult } from 'lit';
import { formatClock } from '../../classroom/duration.js';
import { recordIcon } from '../../classroom/icons.js';
import { isolate } from '../../internal/isolate.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { SessionState } from '../../session/session-state.js';
import type { SessionRoomTerms } from './session-room.terms.js';

/** Says that it is recorded, for how long and by whom, to everybody in the class and for as long as it is. */
export function recordingSign(
  localize: LocalizeController<SessionRoomTerms>,
  { recording }: SessionState,
  serverTime: number,
): TemplateResult | typeof nothing {
  const { notice, own } = recording;
  if (!notice) return nothing;
  const by = localize.term('roomRecordingBy', isolate(notice.recordedBy.name));
  if (notice.state === 'announced')
    return html`<span class="rec is-near" title=${by} data-rec="near">
      ${recordIcon()}<span
        >${
          own?.secondsLeft
            ? localize.term('roomRecordingIn', new Intl.NumberFormat(localize.lang()).format(own.secondsLeft))
            : localize.term('roomRecordingSoon')
        }</span
      >
    </span>`;
  return html`<span class="rec" title=${by} data-rec="on">
    ${recordIcon()}<span aria-hidden="true">${localize.term('roomRec')}</span
    ><span class="visually-hidden">${by}</span>
    <span class="rec-time" role="timer" aria-label=${localize.term('roomRecordingTime')}
      >${formatClock(localize.lang(), serverTime - Date.parse(notice.startedAt))}</span
    >
  </span>`;
}

/** Says it to those who are not in the class yet. */
export function recordingWarning(
  localize: LocalizeController<SessionRoomTerms>,
  { recording: { notice } }: SessionState,
): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  return html`<p class="banner recorded" role="status" data-notice="recorded">
    ${recordIcon()}<span>${localize.term('roomRecordedBefore', isolate(notice.recordedBy.name))}</span>
  </p>`;
}
