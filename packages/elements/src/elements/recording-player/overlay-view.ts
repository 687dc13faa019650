import { html, nothing, type TemplateResult } from 'lit';
import { playButton, skipButton } from './bar-view.js';
import { clockTime } from './clock-time.js';
import { playIcon } from './icons.js';
import type { PlayerView } from './player-view.js';

/** What lies on the picture: the way to start, to go on where one was, and that it loads. */
export function overlayView(view: PlayerView): TemplateResult | typeof nothing {
  const { localize, state, actions, isCompact } = view;
  if (!state.loaded || (state.waiting && !state.paused))
    return html`<div class="centre centre-still">
      <span class="spinner" aria-hidden="true"></span>
      <span class="visually-hidden" role="status">${localize.term('playerBuffering')}</span>
    </div>`;
  if (!state.started && view.resumedAt !== undefined)
    return html`<div class="centre">
      <button type="button" class="start" @click=${() => actions.toggle()}>
        ${playIcon()}<span
          >${localize.term('playerResume', clockTime(view.resumedAt, state.durationSeconds))}</span
        >
      </button>
      <button
        type="button"
        class="start start-second"
        @click=${() => {
          actions.seek(0);
          actions.toggle();
        }}
      >
        ${localize.term('playerStartOver')}
      </button>
    </div>`;
  if (isCompact)
    return html`<div class="centre centre-row" dir="ltr">
      ${state.started ? skipButton(view, false, 'on-picture') : nothing}
      ${playButton(view, 'on-picture large')}
      ${state.started ? skipButton(view, true, 'on-picture') : nothing}
    </div>`;
  if (!state.started || state.ended)
    return html`<div class="centre">${playButton(view, 'on-picture large')}</div>`;
  return nothing;
}
