import { css } from 'lit';
import { tokens } from '../styles/tokens.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  :host {
    position: absolute;
    z-index: 1;
    inset: 0;
    overflow: hidden;
    container-type: inline-size;
    pointer-events: none;
  }

  .counts {
    position: absolute;
    display: flex;
    flex-wrap: wrap;
    inset-block-end: 72px;
    inset-inline: 24px;
    gap: 6px;
    justify-content: center;
  }

  .count,
  .name {
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_text);
    line-height: 1.4;
  }

  .count {
    display: none;
    padding: 3px 10px;
    font-size: 15px;
    font-variant-numeric: tabular-nums;
  }

  .floating {
    position: absolute;
    display: grid;
    inline-size: 15cqi;
    inset-block-end: 10px;
    justify-items: center;
    animation: rise 4.6s ease-out both;
  }

  .drawing {
    font-size: 38px;
    line-height: 1.2;
  }

  .name {
    max-inline-size: max(56px, 13cqi);
    overflow: hidden;
    padding: 1px 8px;
    font-size: 12px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Side by side, so that a class that claps is not one pile. */
  .lane-0 {
    inset-inline-start: 4%;
  }

  .lane-1 {
    inset-inline-start: 52%;
    animation-duration: 5s;
  }

  .lane-2 {
    inset-inline-start: 20%;
    animation-duration: 4.2s;
  }

  .lane-3 {
    inset-inline-start: 68%;
  }

  .lane-4 {
    inset-inline-start: 36%;
    animation-duration: 4.8s;
  }

  .lane-5 {
    inset-inline-start: 82%;
    animation-duration: 4.4s;
  }

  /* Names grow and shrink, never fade: half a name is read by nobody. */
  @keyframes rise {
    from {
      transform: translateY(30px) scale(0);
    }

    12% {
      transform: none;
    }

    92% {
      transform: translateY(-220px);
    }

    to {
      transform: translateY(-240px) scale(0);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .floating {
      display: none;
    }

    .count {
      display: block;
    }
  }

  @media (forced-colors: active) {
    .count,
    .name {
      border-color: CanvasText;
    }
  }
`;

export const styles = [tokens, roomTokens, own];
