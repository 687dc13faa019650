import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  :host {
    inline-size: 100%;
    container-type: inline-size;
  }

  .lobby {
    display: grid;
    grid-template-columns: minmax(0, 1.45fr) minmax(270px, 1fr);
    gap: clamp(20px, 4cqi, 48px);
    align-items: center;
    max-inline-size: 1080px;
    margin-inline: auto;
  }

  .preview {
    position: relative;
    display: grid;
    overflow: hidden;
    border-radius: 20px;
    aspect-ratio: 16 / 9;
    background: var(--_tile);
    color: var(--_on-tile);
    box-shadow: var(--_shadow);
    isolation: isolate;
  }

  video {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    transform: scaleX(-1);
  }

  .no-picture {
    display: grid;
    gap: 12px;
    margin: auto;
    padding-block-end: 40px;
    justify-items: center;
  }

  .avatar {
    display: grid;
    inline-size: 84px;
    block-size: 84px;
    place-items: center;
    border-radius: 50%;
    background: hsl(var(--_hue, 220) 40% 32%);
    color: #fff;
    font-size: 32px;
    font-weight: 600;
  }

  .switches {
    position: absolute;
    z-index: 1;
    display: flex;
    inset-block-end: 14px;
    inset-inline: 0;
    gap: 12px;
    justify-content: center;
  }

  .switch {
    display: grid;
    inline-size: 52px;
    block-size: 52px;
    place-items: center;
    border: 1px solid rgb(255 255 255 / 35%);
    border-radius: 50%;
    background: var(--_scrim);
    color: #fff;
    cursor: pointer;
    transition: background-color 120ms;
  }

  .switch:hover {
    background: rgb(13 16 24 / 88%);
  }

  .switch.off {
    border-color: transparent;
    background: var(--_leave);
  }

  .switch:focus-visible {
    outline: 3px solid #fff;
    outline-offset: 2px;
  }

  .switch svg {
    inline-size: 23px;
    block-size: 23px;
  }

  .meter {
    position: absolute;
    z-index: 1;
    inset-block-end: 0;
    inset-inline: 0;
    block-size: 8px;
    background: rgb(0 0 0 / 55%);
  }

  .meter span {
    display: block;
    block-size: 100%;
    background: #5fd38d;
    transform: scaleX(var(--_level, 0));
    transform-origin: 0 50%;
    transition: transform 100ms linear;
  }

  [dir='rtl'] .meter span {
    transform-origin: 100% 50%;
  }

  .sound-check:not(:has(.notice)) {
    position: absolute;
  }

  .side {
    position: relative;
    display: grid;
    gap: 18px;
    min-inline-size: 0;
  }

  .heading {
    display: grid;
    gap: 4px;
  }

  h2 {
    font-size: 1.625em;
  }

  h2:focus-visible {
    outline: none;
  }

  .countdown {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-self: start;
    margin-block-start: 8px;
    padding: 4px 12px;
    border-radius: 999px;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  /* In reach however low the window is; nothing looks out beneath it. */
  .side > .button:not([aria-disabled='true']) {
    position: sticky;
    inset-block-end: -8px;
    box-shadow:
      0 0 0 8px var(--_surface),
      0 40px 0 8px var(--_surface);
  }

  .join {
    min-block-size: 52px;
    font-size: 1.0625em;
  }

  @container (max-width: 700px) {
    .lobby {
      grid-template-columns: minmax(0, 1fr);
      gap: 18px;
      max-inline-size: 520px;
    }

    .preview {
      border-radius: 16px;
      aspect-ratio: 4 / 3;
    }

    h2 {
      font-size: 1.375em;
    }
  }

  @media (max-height: 700px) {
    .preview {
      aspect-ratio: 16 / 9;
    }
  }

  /* A phone on its side. */
  @media (max-height: 480px) {
    .lobby {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr);
      align-items: start;
    }

    .preview {
      position: sticky;
      inset-block-start: 0;
    }

    .side {
      gap: 12px;
    }

    .no-picture {
      gap: 6px;
      padding-block-end: 68px;
      font-size: 0.9375em;
    }

    .avatar {
      inline-size: 60px;
      block-size: 60px;
      font-size: 22px;
    }

    h2 {
      font-size: 1.25em;
    }

    .countdown {
      margin-block-start: 4px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .meter span,
    .switch {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .switch {
      border: 2px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }

    .meter {
      block-size: 10px;
      border-block-start: 1px solid CanvasText;
      background: Canvas;
    }

    .meter span {
      background: Highlight;
    }

    .preview,
    .countdown {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles = [tokens, controls, roomTokens, own];
