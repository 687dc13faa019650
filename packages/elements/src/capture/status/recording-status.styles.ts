import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';
import { banner } from '../../classroom/banner.styles.js';
import { roomTokens } from '../../classroom/room-tokens.styles.js';

const own = css`
  :host {
    display: contents;
  }

  .all {
    display: grid;
    gap: 8px;
    justify-items: center;
    max-inline-size: 100%;
  }

  .all:empty {
    display: none;
  }

  .done > svg {
    color: var(--_success);
  }

  .uploading > svg,
  .sending > svg {
    color: var(--_accent);
  }

  .muted {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  progress {
    inline-size: min(160px, 100%);
    block-size: 8px;
    overflow: hidden;
    appearance: none;
    border: 0;
    border-radius: 4px;
    background: var(--_border);
    accent-color: var(--_accent);
  }

  progress::-webkit-progress-bar {
    background: var(--_border);
  }

  progress::-webkit-progress-value {
    border-radius: 4px;
    background: var(--_accent);
  }

  progress::-moz-progress-bar {
    border-radius: 4px;
    background: var(--_accent);
  }

  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
    }

    progress::-webkit-progress-value {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;

export const styles = [tokens, controls, roomTokens, banner, own];
