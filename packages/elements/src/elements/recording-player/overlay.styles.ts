import { css } from 'lit';

/** What lies on the picture: the way to start, and that it loads. */
export const overlayStyles = css`
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

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 3s;
    }
  }

  @media (forced-colors: active) {
    .start,
    .start-second,
    .control.on-picture {
      border: 1px solid ButtonBorder;
      background: ButtonFace;
      color: ButtonText;
    }

    .spinner {
      border-color: GrayText;
      border-block-start-color: CanvasText;
    }
  }
`;
