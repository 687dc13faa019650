import { css } from 'lit';

/** What stands in place of a picture: why there is none, and what can be done. */
export const messageStyles = css`
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

  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate::-webkit-progress-bar {
      animation: none;
    }

    progress::-webkit-progress-value {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .message-button,
    .message-button:first-child {
      border: 1px solid ButtonBorder;
      background: ButtonFace;
      color: ButtonText;
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
  }
`;
