import { html, nothing, type TemplateResult } from 'lit';
import { barView } from './bar-view.js';
import { messageView } from './message-view.js';
import { overlayView } from './overlay-view.js';
import { failureMessage } from './player-message.js';
import type { PlayerView } from './player-view.js';

/** The settings and the list of shortcuts, fetched when somebody opens one of them. */
export type Sheets = typeof import('./sheets.js');

/** The picture, and what it hears. */
export interface PictureView extends PlayerView {
  readonly poster: string | undefined;
  /** Tracks come from elsewhere. */
  readonly needsCors: boolean;
  readonly hasTimeline: boolean;
  readonly sheets: Sheets | undefined;
  /** Said in passing. */
  readonly toast: string;
  /** What a track of descriptions says. */
  readonly description: string;
  onClick(): void;
  onDoubleClick(): void;
  onFloating(isFloating: boolean): void;
  closeSettings(): void;
  settingsClosed(): void;
  closeSheet(): void;
}

/** A press beside a dialog is one on the dialog itself. */
function onBackdrop(event: Event): void {
  const dialog = event.currentTarget as HTMLDialogElement;
  if (event.target === dialog && dialog.matches(':modal')) dialog.close();
}

// Keys are heard on the whole player, and dialogs close with Escape.
/* eslint-disable lit-a11y/click-events-have-key-events */

/** The video with everything that lies on it. */
export function pictureView(view: PictureView): TemplateResult {
  const { localize, state, title, poster } = view;
  return html`
    <div
      class="picture"
      data-picture
      role="group"
      tabindex="0"
      aria-label=${title || localize.term('playerRecording')}
      @click=${() => view.onClick()}
      @dblclick=${() => view.onDoubleClick()}
    >
      <video
        part="video"
        class="size-${view.captionSize}"
        playsinline
        preload="metadata"
        tabindex="-1"
        crossorigin=${view.needsCors ? 'anonymous' : nothing}
        @enterpictureinpicture=${() => view.onFloating(true)}
        @leavepictureinpicture=${() => view.onFloating(false)}
      ></video>
      ${
        poster && !state.started
          ? html`<img class="poster" .src=${poster} alt="" referrerpolicy="no-referrer" />`
          : nothing
      }
    </div>
    ${title && !state.failure ? html`<div class="top" aria-hidden="true"><bdi>${title}</bdi></div>` : nothing}
    <div class="toast" role="status">${view.toast}</div>
    <div class="visually-hidden" aria-live="polite">${view.description}</div>
    ${
      state.failure
        ? html`<div class="failure">${messageView(localize, failureMessage(view, state.failure))}</div>`
        : html`${overlayView(view)} ${view.hasTimeline ? barView(view) : nothing}`
    }
    <dialog
      class="settings"
      aria-labelledby="settings-title"
      @close=${() => view.settingsClosed()}
      @click=${onBackdrop}
    >
      ${view.isSettingsOpen ? (view.sheets?.settingsView(view, () => view.closeSettings()) ?? nothing) : nothing}
    </dialog>
    <dialog class="shortcuts" aria-labelledby="shortcuts-title" @click=${onBackdrop}>
      ${view.sheets?.shortcutsView(localize, () => view.closeSheet()) ?? nothing}
    </dialog>
  `;
}
