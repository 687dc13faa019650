import type { Recording } from '@lectern/core/contract';
import { html, nothing } from 'lit';
import { formatInstant } from '../../internal/format.js';
import { alertIcon } from '../../internal/icons.js';
import type { LocalizeController } from '../../internal/localize.js';
import { viewerZone } from '../../internal/viewer-zone.js';
import { binIcon, hourglassIcon, recordIcon, uploadIcon } from './icons.js';
import { noRight, type Message } from './message-view.js';
import type { RecordingPlayerTerms } from './recording-player.terms.js';

type Localize = LocalizeController<RecordingPlayerTerms>;

/** Recordings are meant to be ready this long after their end. */
const EXPECTED_MS = 30 * 60_000;

/** Why there is nothing to play yet, or never will be. */
export function recordingMessage(
  localize: Localize,
  recording: Recording,
  { now, zone, restore }: { readonly now: number; readonly zone: string; restore(): void },
): Message {
  const { state } = recording;
  if (!recording.you.can['recording.view'] && state !== 'deleted') return noRight(localize);
  switch (state) {
    case 'announced':
      return {
        icon: recordIcon(),
        title: localize.term('playerAnnouncedTitle'),
        text: localize.term('playerAnnouncedText'),
      };
    case 'uploading':
      return recording.endedAt
        ? {
            icon: uploadIcon(),
            title: localize.term('playerUploadingTitle'),
            text: localize.term('playerUploadingText'),
            progress: recording.progress ?? null,
            more: expected(localize, recording, now, zone),
          }
        : {
            icon: recordIcon(),
            title: localize.term('playerRecordingTitle'),
            text: localize.term('playerRecordingText'),
          };
    case 'failed':
      return {
        icon: alertIcon(),
        title: localize.term('playerFailedTitle'),
        text: localize.term(failureTerm(recording)),
      };
    case 'deleted':
      return deleted(localize, recording, zone, restore);
    default:
      return {
        icon: hourglassIcon(),
        title: localize.term('playerProcessingTitle'),
        text: localize.term('playerProcessingText'),
        progress: recording.progress ?? null,
        more: expected(localize, recording, now, zone),
      };
  }
}

function failureTerm({ failure }: Recording): keyof RecordingPlayerTerms {
  switch (failure) {
    case 'nothing-recorded':
      return 'playerFailedNothing';
    case 'storage-full':
      return 'playerFailedStorage';
    case 'never-finished':
      return 'playerFailedUnfinished';
    default:
      return 'playerFailedUnreadable';
  }
}

function expected(localize: Localize, { endedAt }: Recording, now: number, zone: string): unknown {
  if (!endedAt) return nothing;
  const at = Date.parse(endedAt) + EXPECTED_MS;
  const text =
    at <= now
      ? localize.term('playerLate')
      : localize.term(
          'playerExpectedBy',
          formatInstant(localize.lang(), at, viewerZone(zone), { hour: 'numeric', minute: '2-digit' }),
        );
  return html`<p class="message-more">${text}</p>`;
}

function deleted(localize: Localize, recording: Recording, zone: string, restore: () => void): Message {
  const { deletedAt, expiresAt, purgeAt } = recording;
  const ranOut = Boolean(deletedAt && expiresAt && Date.parse(expiresAt) <= Date.parse(deletedAt));
  const mayRestore = Boolean(purgeAt && recording.you.can['recording.delete']);
  return {
    icon: binIcon(),
    title: localize.term(ranOut ? 'playerExpiredTitle' : 'playerDeletedTitle'),
    text: localize.term(ranOut ? 'playerExpiredText' : 'playerDeletedText'),
    more:
      mayRestore && purgeAt
        ? html`<p class="message-more">
              ${localize.term(
                'playerRestorable',
                formatInstant(localize.lang(), purgeAt, viewerZone(zone), { dateStyle: 'long' }),
              )}
            </p>
            <button type="button" class="message-button" @click=${restore}>
              ${localize.term('playerRestore')}
            </button>`
        : nothing,
  };
}
