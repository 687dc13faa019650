import { css } from 'lit';

/** The bar below the picture, and its buttons. */
export const barStyles = css`
  .bar {
    position: absolute;
    inset: auto 0 0;
    z-index: 3;
    display: grid;
    padding: 30px 12px 6px;
    background: linear-gradient(transparent, rgb(10 12 18 / 72%) 30px, rgb(10 12 18 / 92%) 62px);
    pointer-events: none;
  }

  .bar > * {
    pointer-events: auto;
  }

  .bar,
  .top,
  .centre-row {
    transition:
      opacity 200ms,
      visibility 200ms;
  }

  .is-quiet .bar,
  .is-quiet .top,
  .is-quiet .centre-row {
    opacity: 0;
  }

  .is-quiet .bar > *,
  .is-quiet .centre-row > * {
    pointer-events: none;
  }

  lectern-seek-bar {
    margin-inline: 4px;
  }

  .buttons {
    display: flex;
    gap: 2px;
    align-items: center;
    min-inline-size: 0;
  }

  .moves {
    display: flex;
    gap: 2px;
  }

  .control {
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
    transition: background-color 120ms;
  }

  .control:hover {
    background: rgb(255 255 255 / 18%);
  }

  .control svg {
    inline-size: 24px;
    block-size: 24px;
  }

  .transcript-button.is-on::after {
    position: absolute;
    inset-block-end: 3px;
    inline-size: 18px;
    block-size: 3px;
    border-radius: 2px;
    background: var(--_played-color);
    content: '';
  }

  .rate {
    position: absolute;
    inset-block-start: -1px;
    inset-inline-end: -4px;
    padding: 0 5px;
    border-radius: 999px;
    background: var(--_played-color);
    color: #0b0f22;
    font-size: 0.6875em;
    font-weight: 700;
    line-height: 1.5;
  }

  .volume {
    display: flex;
    align-items: center;
  }

  .volume-slider {
    inline-size: 0;
    block-size: 24px;
    margin: 0;
    overflow: hidden;
    appearance: none;
    opacity: 0;
    background: none;
    cursor: pointer;
    transition:
      inline-size 150ms,
      opacity 150ms;
  }

  .volume:hover .volume-slider,
  .volume:focus-within .volume-slider {
    inline-size: 76px;
    margin-inline: 4px 8px;
    opacity: 1;
    overflow: visible;
  }

  .volume-slider::-webkit-slider-runnable-track {
    block-size: 4px;
    border-radius: 2px;
    background: rgb(255 255 255 / 50%);
  }

  .volume-slider::-webkit-slider-thumb {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: -5px;
    appearance: none;
    border: 0;
    border-radius: 50%;
    background: #fff;
  }

  .volume-slider::-moz-range-track {
    block-size: 4px;
    border-radius: 2px;
    background: rgb(255 255 255 / 50%);
  }

  .volume-slider::-moz-range-thumb {
    inline-size: 14px;
    block-size: 14px;
    border: 0;
    background: #fff;
  }

  .time {
    flex: none;
    padding-inline: 8px;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .length {
    color: #d3d8e4;
  }

  .chapter-name {
    min-inline-size: 0;
    padding-inline-start: 8px;
    overflow: hidden;
    border-inline-start: 1px solid rgb(255 255 255 / 34%);
    color: #e3e6ee;
    font-size: 0.875em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .space {
    flex: 1;
  }

  .is-compact .bar {
    padding-inline: 8px;
  }

  .is-compact .time {
    padding-inline: 4px;
    font-size: 0.8125em;
  }

  @media (pointer: coarse) {
    .control {
      inline-size: 44px;
      block-size: 44px;
    }
  }

  .is-compact .time.is-long .length {
    display: none;
  }

  @media (prefers-reduced-motion: reduce) {
    .bar,
    .top,
    .centre-row,
    .control,
    .volume-slider {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .bar {
      background: Canvas;
    }

    .control {
      color: ButtonText;
    }

    .control:hover {
      outline: 1px solid Highlight;
    }

    .rate {
      border: 1px solid ButtonText;
      background: Canvas;
      color: ButtonText;
    }

    .length,
    .chapter-name {
      color: CanvasText;
    }
  }
`;
