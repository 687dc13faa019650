import { html, nothing, type TemplateResult } from 'lit';
import { clockTime } from './clock-time.js';
import {
  backIcon,
  captionsIcon,
  captionsOnIcon,
  expandIcon,
  forwardIcon,
  loudIcon,
  mutedIcon,
  pauseIcon,
  pictureIcon,
  playIcon,
  quietIcon,
  replayIcon,
  settingsIcon,
  shrinkIcon,
  transcriptIcon,
} from './icons.js';
import type { PlayerView } from './player-view.js';
import { SKIP_SECONDS } from './shortcuts.js';

/** A button of icons; its name says what pressing it does. */
export function iconButton(
  name: string,
  drawing: unknown,
  onClick: () => void,
  more: { readonly key?: string; readonly css?: string; readonly expanded?: boolean } = {},
): TemplateResult {
  return html`<button
    type="button"
    class="control ${more.css ?? ''}"
    aria-label=${name}
    aria-keyshortcuts=${more.key ?? nothing}
    aria-expanded=${more.expanded ?? nothing}
    title=${more.key ? `${name} (${more.key})` : name}
    @click=${onClick}
  >
    ${drawing}
  </button>`;
}

/** Play, pause or play again. */
export function playButton({ localize, state, actions }: PlayerView, css = ''): TemplateResult {
  const [name, drawing] = state.ended
    ? (['playerReplay', replayIcon()] as const)
    : state.paused
      ? (['playerPlay', playIcon()] as const)
      : (['playerPause', pauseIcon()] as const);
  return iconButton(localize.term(name), drawing, () => actions.toggle(), { key: 'k', css: `play ${css}` });
}

/** Ten seconds back or forward. */
export function skipButton({ localize, actions }: PlayerView, forward: boolean, css = ''): TemplateResult {
  return iconButton(
    localize.term(forward ? 'playerForward' : 'playerBack'),
    forward ? forwardIcon() : backIcon(),
    () => actions.skip(forward ? SKIP_SECONDS : -SKIP_SECONDS),
    { key: forward ? 'l' : 'j', css },
  );
}

/** The bar below the picture. */
export function barView(view: PlayerView): TemplateResult {
  const { localize, state, actions, isCompact } = view;
  const hasLength = state.durationSeconds > 0;
  return html`<div part="bar" class="bar">
    <lectern-seek-bar
      part="seek"
      .seconds=${state.seconds}
      .durationSeconds=${state.durationSeconds}
      .buffered=${state.buffered}
      .gaps=${view.gaps}
      .chapters=${view.chapters}
    ></lectern-seek-bar>
    <div class="buttons">
      ${
        isCompact
          ? nothing
          : // In the order of the time line, which is the same in every language.
            html`<span class="moves" dir="ltr"
              >${playButton(view)}${skipButton(view, false)}${skipButton(view, true)}</span
            >`
      }
      ${volumeView(view)}
      <span part="time" class="time ${state.durationSeconds >= 3_600 ? 'is-long' : ''}" dir="ltr"
        ><span>${clockTime(state.seconds, state.durationSeconds)}</span>${
          hasLength ? html`<span class="length"> / ${clockTime(state.durationSeconds)}</span>` : nothing
        }</span
      >
      ${chapterName(view)}
      <span class="space"></span>
      ${
        view.captions.length
          ? iconButton(
              localize.term(view.shownCaptions ? 'playerCaptionsOff' : 'playerCaptionsOn'),
              view.shownCaptions ? captionsOnIcon() : captionsIcon(),
              () => actions.toggleCaptions(),
              { key: 'c', css: view.shownCaptions ? 'is-on' : '' },
            )
          : nothing
      }
      ${
        view.hasTranscript
          ? iconButton(
              localize.term(view.isTranscriptOpen ? 'playerTranscriptHide' : 'playerTranscriptShow'),
              transcriptIcon(),
              () => actions.toggleTranscript(),
              { css: `transcript-button ${view.isTranscriptOpen ? 'is-on' : ''}` },
            )
          : nothing
      }
      ${settingsButton(view)}
      ${
        view.canFloat && !isCompact
          ? iconButton(
              localize.term(view.isPictureInPicture ? 'playerPictureInPictureEnd' : 'playerPictureInPicture'),
              pictureIcon(),
              () => actions.togglePictureInPicture(),
            )
          : nothing
      }
      ${
        view.canFillScreen
          ? iconButton(
              localize.term(view.isFullScreen ? 'playerFullscreenEnd' : 'playerFullscreen'),
              view.isFullScreen ? shrinkIcon() : expandIcon(),
              () => actions.toggleFullScreen(),
              { key: 'f' },
            )
          : nothing
      }
    </div>
  </div>`;
}

function settingsButton({ localize, state, actions, isSettingsOpen }: PlayerView): TemplateResult {
  const rate = localize.term('playerTimes', new Intl.NumberFormat(localize.lang()).format(state.rate));
  return iconButton(
    localize.term('playerSettings'),
    html`${settingsIcon()}${
      state.rate === 1 ? nothing : html`<span class="rate" aria-hidden="true" dir="ltr">${rate}</span>`
    }`,
    () => actions.toggleSettings(),
    { css: 'settings-button', expanded: isSettingsOpen },
  );
}

function volumeView({ localize, state, actions, isCompact }: PlayerView): TemplateResult {
  const isSilent = state.muted || state.volume === 0;
  const percent = new Intl.NumberFormat(localize.lang(), { style: 'percent' }).format(
    isSilent ? 0 : state.volume,
  );
  return html`<div class="volume">
    ${iconButton(
      localize.term(isSilent ? 'playerUnmute' : 'playerMute'),
      isSilent ? mutedIcon() : state.volume < 0.5 ? quietIcon() : loudIcon(),
      () => actions.toggleMuted(),
      { key: 'm' },
    )}
    ${
      isCompact
        ? nothing
        : html`<input
            class="volume-slider"
            type="range"
            min="0"
            max="1"
            step="0.05"
            dir="ltr"
            .value=${String(isSilent ? 0 : state.volume)}
            aria-label=${localize.term('playerVolume')}
            aria-valuetext=${percent}
            @input=${(event: Event) => actions.setVolume(Number((event.target as HTMLInputElement).value))}
          />`
    }
  </div>`;
}

function chapterName({ chapters, state, isCompact }: PlayerView): TemplateResult | typeof nothing {
  const chapter = chapters.findLast(({ start }) => start <= state.seconds);
  if (!chapter || isCompact) return nothing;
  return html`<span class="chapter-name"><bdi>${chapter.title}</bdi></span>`;
}
