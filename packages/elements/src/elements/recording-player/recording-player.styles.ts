import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';
import { barStyles } from './bar.styles.js';
import { messageStyles } from './message.styles.js';
import { overlayStyles } from './overlay.styles.js';
import { pictureTokens } from './picture-tokens.styles.js';

const own = css`
  :host {
    container-type: inline-size;
  }

  .base {
    display: grid;
    gap: 12px;
  }

  .player {
    position: relative;
    aspect-ratio: var(--recording-player-ratio, 16 / 9);
    overflow: hidden;
    border-radius: calc(var(--_radius) * 1.4);
    background: #0b0d12;
    color: #fff;
    color-scheme: dark;
    isolation: isolate;
    user-select: none;
  }

  .player:fullscreen {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 0;
    aspect-ratio: auto;
  }

  .player.is-quiet {
    cursor: none;
  }

  .player.is-message {
    display: grid;
    aspect-ratio: auto;
    min-block-size: clamp(260px, 56.25cqi, 440px);
    box-shadow: inset 0 0 0 1px rgb(255 255 255 / 12%);
  }

  .picture {
    position: absolute;
    inset: 0;
    display: block;
    padding: 0;
    outline: none;
  }

  .picture:focus-visible::after {
    position: absolute;
    inset: 0;
    z-index: 1;
    border: 3px solid #fff;
    border-radius: calc(var(--_radius) * 1.4);
    content: '';
    pointer-events: none;
  }

  video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  video::cue {
    background: rgb(0 0 0 / 78%);
    color: #fff;
  }

  .size-75::cue {
    font-size: 0.75em;
  }

  .size-150::cue {
    font-size: 1.5em;
  }

  .size-200::cue {
    font-size: 2em;
  }

  /* Captions stand above the bar while it is there. */
  video::-webkit-media-text-track-container {
    transition: transform 200ms;
  }

  .player:not(.is-quiet) video::-webkit-media-text-track-container {
    transform: translateY(-76px);
  }

  .poster {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    background: #0b0d12;
    pointer-events: none;
  }

  .top {
    position: absolute;
    inset: 0 0 auto;
    z-index: 2;
    padding: 14px 18px 40px;
    overflow: hidden;
    background: linear-gradient(rgb(10 12 18 / 88%), rgb(10 12 18 / 72%) 55%, transparent);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
    pointer-events: none;
  }

  .is-compact:not(:fullscreen) .top {
    display: none;
  }

  .player :focus-visible {
    outline: 2px solid #fff;
    outline-offset: 1px;
  }

  .player .start:focus-visible,
  .player .message-button:focus-visible {
    outline-offset: 3px;
  }

  .side {
    position: relative;
    block-size: min(420px, 70vh);
  }

  .side lectern-transcript {
    block-size: 100%;
  }

  @container (min-width: 860px) {
    .base.has-side {
      grid-template-columns: minmax(0, 1fr) clamp(280px, 32cqi, 400px);
    }

    .has-side .player {
      border-radius: calc(var(--_radius) * 1.4);
    }

    /* As high as the picture. */
    .side {
      block-size: auto;
    }

    .side lectern-transcript {
      position: absolute;
      inset: 0;
      block-size: auto;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    video::-webkit-media-text-track-container {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .player {
      border: 1px solid CanvasText;
      color: CanvasText;
      background: Canvas;
    }

    .player :focus-visible {
      outline-color: Highlight;
    }
  }
`;

/** Of `<recording-player>`. */
export const styles = [tokens, controls, pictureTokens, own, overlayStyles, messageStyles, barStyles];
