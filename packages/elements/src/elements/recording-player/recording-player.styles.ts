import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';
import { barStyles } from './bar.styles.js';
import { pictureTokens } from './picture-tokens.styles.js';
import { sheetStyles } from './sheet.styles.js';

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

  .centre {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: grid;
    gap: 12px;
    place-content: center;
    justify-items: center;
    pointer-events: none;
  }

  .centre > * {
    pointer-events: auto;
  }

  .centre-still > * {
    pointer-events: none;
  }

  .centre-row {
    grid-auto-flow: column;
    gap: 28px;
    align-items: center;
  }

  .control.on-picture {
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: rgb(10 12 18 / 72%);
  }

  .control.on-picture:hover {
    background: rgb(30 34 46 / 92%);
  }

  .control.on-picture svg {
    inline-size: 28px;
    block-size: 28px;
  }

  .control.large {
    inline-size: 76px;
    block-size: 76px;
  }

  .control.large svg {
    inline-size: 38px;
    block-size: 38px;
  }

  /* Above the bar, which leaves little room on a phone. */
  .is-compact .centre {
    inset-block-end: 84px;
  }

  .is-compact .control.large {
    inline-size: 64px;
    block-size: 64px;
  }

  .start {
    display: inline-flex;
    gap: 10px;
    align-items: center;
    justify-content: center;
    min-block-size: 48px;
    padding: 10px 24px;
    border: 1px solid transparent;
    border-radius: 999px;
    background: #fff;
    color: #11141c;
    font: inherit;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }

  .start:hover {
    background: #dfe5ff;
  }

  .start-second {
    min-block-size: 40px;
    padding: 6px 18px;
    border-color: rgb(255 255 255 / 34%);
    background: rgb(10 12 18 / 82%);
    color: #fff;
    font-weight: 550;
  }

  .start-second:hover {
    background: rgb(40 46 62 / 94%);
  }

  .spinner {
    inline-size: 52px;
    block-size: 52px;
    border: 4px solid rgb(255 255 255 / 28%);
    border-block-start-color: #fff;
    border-radius: 50%;
    filter: drop-shadow(0 0 3px rgb(0 0 0 / 60%));
    animation: spin 900ms linear infinite;
  }

  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }

  .toast {
    position: absolute;
    inset-block-start: 14px;
    inset-inline: 14px;
    z-index: 4;
    justify-self: center;
    inline-size: fit-content;
    max-inline-size: calc(100% - 28px);
    margin-inline: auto;
    padding: 6px 14px;
    border: 1px solid rgb(255 255 255 / 16%);
    border-radius: 999px;
    background: rgb(12 14 20 / 94%);
    font-size: 0.875em;
    font-weight: 550;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }

  .toast:empty {
    display: none;
  }

  .message {
    display: grid;
    gap: 14px;
    align-content: safe center;
    justify-items: center;
    padding: 28px 20px;
    overflow: auto;
    text-align: center;
  }

  .failure {
    position: absolute;
    inset: 0;
    z-index: 6;
    display: grid;
    overflow: auto;
    background: rgb(11 13 18 / 94%);
  }

  .message-icon {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: rgb(255 255 255 / 10%);
    color: var(--_played-color);
  }

  .message-icon svg {
    inline-size: 28px;
    block-size: 28px;
  }

  .message-words {
    max-inline-size: 34em;
    color: #c9cedb;
    text-wrap: balance;
  }

  .message-title {
    margin-block-end: 4px;
    color: #fff;
    font-size: 1.125em;
    font-weight: 650;
  }

  .message-more {
    color: #c9cedb;
    font-size: 0.9375em;
  }

  .message-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    justify-content: center;
  }

  .message-button {
    min-block-size: 44px;
    padding: 8px 20px;
    border: 1px solid rgb(255 255 255 / 40%);
    border-radius: var(--_radius);
    background: none;
    color: #fff;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  .message-button:first-child {
    border-color: #fff;
    background: #fff;
    color: #11141c;
  }

  .message-button:hover {
    border-color: #dfe5ff;
    background: #dfe5ff;
    color: #11141c;
  }

  .progress {
    display: flex;
    gap: 12px;
    align-items: center;
    inline-size: min(320px, 80%);
    font-variant-numeric: tabular-nums;
  }

  progress {
    flex: 1;
    block-size: 6px;
    appearance: none;
    overflow: hidden;
    border: 0;
    border-radius: 3px;
    background: rgb(255 255 255 / 20%);
    accent-color: var(--_played-color);
  }

  progress::-webkit-progress-bar {
    background: rgb(255 255 255 / 20%);
  }

  progress::-webkit-progress-value {
    border-radius: 3px;
    background: var(--_played-color);
    transition: inline-size 400ms;
  }

  progress::-moz-progress-bar {
    background: var(--_played-color);
  }

  progress:indeterminate::-webkit-progress-bar {
    background: linear-gradient(90deg, transparent, var(--_played-color) 50%, transparent) 0 0 / 200% 100%;
    animation: flow 1.8s linear infinite;
  }

  @keyframes flow {
    to {
      background-position: -200% 0;
    }
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
    .spinner {
      animation-duration: 3s;
    }

    progress:indeterminate::-webkit-progress-bar {
      animation: none;
    }

    video::-webkit-media-text-track-container,
    progress::-webkit-progress-value {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .player {
      border: 1px solid CanvasText;
      color: CanvasText;
      background: Canvas;
    }

    .start,
    .start-second,
    .message-button,
    .message-button:first-child,
    .control.on-picture {
      border: 1px solid ButtonBorder;
      background: ButtonFace;
      color: ButtonText;
    }

    .spinner {
      border-color: GrayText;
      border-block-start-color: CanvasText;
    }

    .failure {
      background: Canvas;
    }

    .message-icon {
      border: 1px solid CanvasText;
    }

    .message-words,
    .message-title,
    .message-more {
      color: CanvasText;
    }

    progress {
      appearance: auto;
    }

    .player :focus-visible {
      outline-color: Highlight;
    }
  }
`;

/** Of `<recording-player>`. */
export const styles = [tokens, controls, pictureTokens, own, barStyles, sheetStyles];
