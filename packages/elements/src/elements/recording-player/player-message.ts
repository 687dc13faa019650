import { html, type TemplateResult } from 'lit';
import { alertIcon } from '../../internal/icons.js';
import type { LocalizeController } from '../../internal/localize.js';
import { mediaMessage, serverMessage, type Message } from './message-view.js';
import type { PlaybackLoader } from './playback-loader.js';
import type { PlayerFailure } from './player-state.js';
import type { PlayerView } from './player-view.js';
import type { RecordingPlayerTerms } from './recording-player.terms.js';

const SKIP_DAMAGE_SECONDS = 10;

/** What is known of the recording. */
export interface Known {
  readonly hasFile: boolean;
  readonly hasId: boolean;
  /** The page gave no server. */
  readonly isUnconnected: boolean;
  readonly loader: PlaybackLoader | undefined;
  readonly zone: string;
  /** What there is to say of one that cannot be played, fetched when there is one. */
  readonly words: typeof import('./recording-message.js') | undefined;
}

/** What stands in place of the player, if anything. */
export function messageOf(
  localize: LocalizeController<RecordingPlayerTerms>,
  { hasFile, hasId, isUnconnected, loader, zone, words }: Known,
): Message | undefined {
  if (hasFile) return undefined;
  if (!hasId) return { icon: alertIcon(), title: localize.term('playerNothing') };
  if (isUnconnected) return { icon: alertIcon(), title: localize.term('lecternNotConnected') };
  if (loader?.state.kind === 'failed')
    return serverMessage(
      localize,
      loader.state.error,
      button(localize.term('lecternRetry'), () => loader.retry()),
    );
  if (loader?.state.kind === 'waiting')
    return words?.recordingMessage(localize, loader.state.recording, {
      now: loader.now,
      zone,
      restore: () => void loader.restore(),
    });
  return undefined;
}

/** Why it stopped playing, and what can be done. */
export function failureMessage(
  { localize, actions, canDownload }: PlayerView,
  failure: PlayerFailure,
): Message {
  const { code, error } = failure;
  const retry = button(localize.term('lecternRetry'), () => actions.retry());
  if (code === 'server') return serverMessage(localize, error, retry);
  return mediaMessage(
    localize,
    code,
    canDownload,
    html`<div class="message-buttons">
      ${retry}
      ${code === 'decode' ? button(localize.term('playerForward'), () => actions.retry(SKIP_DAMAGE_SECONDS)) : ''}
      ${
        canDownload && code !== 'network'
          ? button(localize.term('playerDownload'), () => actions.download())
          : ''
      }
    </div>`,
  );
}

function button(text: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="message-button" @click=${onClick}>${text}</button>`;
}
