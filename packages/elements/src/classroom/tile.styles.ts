import { css } from 'lit';
import { tokens } from '../styles/tokens.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  :host {
    container-type: size;
  }

  .tile {
    position: relative;
    display: grid;
    block-size: 100%;
    place-items: center;
    overflow: hidden;
    border-radius: 14px;
    background: var(--_tile);
    color: var(--_on-tile);
    isolation: isolate;
  }

  /* On top of the picture, so that it is seen on every background. */
  .tile::after {
    position: absolute;
    inset: 0;
    border: 3px solid transparent;
    border-radius: inherit;
    content: '';
    pointer-events: none;
    transition: border-color 160ms;
  }

  :host([speaking]) .tile::after {
    border-color: var(--_speaking);
  }

  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  :host([own]:not([screen])) video {
    transform: scaleX(-1);
  }

  :host([screen]) video {
    object-fit: contain;
  }

  .avatar {
    display: grid;
    inline-size: clamp(40px, 38cqmin, 120px);
    aspect-ratio: 1;
    place-items: center;
    border-radius: 50%;
    background: hsl(var(--_hue, 220) 40% 32%);
    color: #fff;
    font-size: clamp(16px, 15cqmin, 46px);
    font-weight: 600;
    letter-spacing: 0.02em;
  }

  .label {
    position: absolute;
    z-index: 1;
    display: flex;
    inset-block-end: 8px;
    inset-inline-start: 8px;
    gap: 6px;
    align-items: center;
    max-inline-size: calc(100% - 16px);
    padding: 3px 10px;
    border-radius: 999px;
    background: var(--_scrim);
    font-size: 13px;
    font-weight: 550;
    line-height: 20px;
  }

  .label bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .label svg {
    flex: none;
    inline-size: 15px;
    block-size: 15px;
    color: #ff9d94;
  }

  .you {
    flex: none;
    opacity: 0.78;
    font-weight: 450;
  }

  .hand {
    position: absolute;
    z-index: 1;
    display: grid;
    inset-block-start: 8px;
    inset-inline-start: 8px;
    inline-size: 34px;
    block-size: 34px;
    place-items: center;
    border-radius: 50%;
    background: #ffd166;
    color: #3a2a00;
    animation: raise 320ms ease-out;
  }

  .hand svg {
    inline-size: 20px;
    block-size: 20px;
  }

  .connection {
    position: absolute;
    z-index: 1;
    display: flex;
    inset: 0;
    gap: 10px;
    align-items: center;
    justify-content: center;
    padding: 12px;
    background: rgb(13 16 24 / 62%);
    font-size: 14px;
    text-align: center;
  }

  .spinner {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    border: 2.5px solid rgb(255 255 255 / 30%);
    border-block-start-color: #fff;
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }

  @container (max-width: 180px) {
    .label {
      inset-block-end: 5px;
      inset-inline-start: 5px;
      max-inline-size: calc(100% - 10px);
      padding: 1px 8px;
      font-size: 12px;
    }

    .you {
      display: none;
    }

    .hand {
      inline-size: 26px;
      block-size: 26px;
    }
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes raise {
    from {
      opacity: 0;
      transform: translateY(8px) scale(0.7);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .hand,
    .spinner {
      animation: none;
    }

    .tile::after {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }

    /* Here even what is transparent is drawn. */
    .tile::after {
      border: 0;
    }

    :host([speaking]) .tile::after {
      border: 6px solid Highlight;
    }

    .label svg {
      color: inherit;
    }

    .label,
    .hand {
      background: Canvas;
      color: CanvasText;
    }
  }
`;

export const styles = [tokens, roomTokens, own];
