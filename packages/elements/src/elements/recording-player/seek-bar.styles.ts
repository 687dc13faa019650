import { css } from 'lit';
import { tokens } from '../../styles/tokens.styles.js';
import { pictureTokens } from './picture-tokens.styles.js';

const own = css`
  .seek {
    position: relative;
    block-size: 24px;
  }

  .track {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 9px;
    inline-size: 100%;
    block-size: 5px;
    overflow: hidden;
    border-radius: 3px;
    transition:
      block-size 120ms,
      inset-block-start 120ms;
  }

  .seek:hover .track,
  input:focus-visible ~ .track {
    inset-block-start: 8px;
    block-size: 8px;
    border-radius: 4px;
  }

  .whole {
    fill: rgb(255 255 255 / 28%);
  }

  .read {
    fill: rgb(255 255 255 / 30%);
  }

  .played {
    fill: var(--_played-color);
  }

  .gap {
    fill: var(--_gap-color);
  }

  .tick {
    stroke: var(--_bar-color);
    stroke-width: 3px;
    vector-effect: non-scaling-stroke;
  }

  input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
    touch-action: none;
  }

  input::-webkit-slider-runnable-track {
    block-size: 24px;
    background: none;
  }

  input::-webkit-slider-thumb {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 5px;
    appearance: none;
    border: 0;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 1px 3px rgb(0 0 0 / 60%);
    transition: scale 120ms;
  }

  input::-moz-range-track {
    background: none;
  }

  input::-moz-range-thumb {
    inline-size: 14px;
    block-size: 14px;
    border: 0;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 1px 3px rgb(0 0 0 / 60%);
  }

  input:active::-webkit-slider-thumb,
  input:focus-visible::-webkit-slider-thumb {
    scale: 1.25;
  }

  input:focus {
    outline: none;
  }

  input:focus-visible {
    outline: 2px solid #fff;
    outline-offset: -1px;
    border-radius: 6px;
  }

  .bubble {
    position: absolute;
    inset-block-end: 28px;
    /* A place on the time line, which goes from left to right in every language. */
    left: var(--_bubble, 0);
    display: grid;
    justify-items: center;
    inline-size: max-content;
    max-inline-size: min(280px, 90%);
    padding: 4px 10px;
    translate: -50% 0;
    border: 1px solid rgb(255 255 255 / 16%);
    border-radius: 8px;
    background: rgb(12 14 20 / 94%);
    color: #fff;
    font-size: 0.8125em;
    line-height: 1.4;
    text-align: center;
    pointer-events: none;
  }

  .chapter {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .lost {
    color: #ffc9a0;
  }

  .time {
    font-variant-numeric: tabular-nums;
  }

  @media (pointer: coarse) {
    .seek {
      block-size: 32px;
    }

    .track,
    .seek:hover .track {
      inset-block-start: 13px;
      block-size: 6px;
    }

    input::-webkit-slider-runnable-track {
      block-size: 32px;
    }

    input::-webkit-slider-thumb {
      inline-size: 18px;
      block-size: 18px;
      margin-block-start: 7px;
    }

    .bubble {
      inset-block-end: 36px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .track,
    input::-webkit-slider-thumb {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .track {
      forced-color-adjust: none;
      outline: 1px solid ButtonText;
    }

    .whole,
    .read {
      fill: Canvas;
    }

    .played {
      fill: Highlight;
    }

    .gap {
      fill: GrayText;
    }

    .tick {
      stroke: ButtonText;
    }

    input::-webkit-slider-thumb {
      forced-color-adjust: none;
      border: 2px solid Canvas;
      background: ButtonText;
    }

    input:focus-visible {
      outline-color: Highlight;
    }

    .bubble {
      border-color: CanvasText;
      background: Canvas;
    }
  }
`;

/** Of `<lectern-seek-bar>`. */
export const styles = [tokens, pictureTokens, own];
