import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  :host {
    min-block-size: 0;
    min-inline-size: 0;
    container-type: size;
  }

  .stage {
    position: relative;
    display: grid;
    block-size: 100%;
    gap: 10px;
  }

  .tiles {
    display: grid;
    min-block-size: 0;
    min-inline-size: 0;
    place-items: center;
    overflow: hidden;
  }

  .grid {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-content: center;
    justify-content: center;
    inline-size: var(--_row-width, 100%);
  }

  .grid lectern-tile {
    flex: none;
    inline-size: var(--_tile-width, 100%);
    block-size: var(--_tile-height, 100%);
  }

  .with-screen {
    grid-template-columns: minmax(0, 1fr) clamp(140px, 20cqi, 232px);
  }

  .with-screen .tiles {
    overflow-y: auto;
    scrollbar-width: thin;
  }

  .with-screen .grid {
    inline-size: 100%;
  }

  .with-screen .grid lectern-tile {
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 16 / 9;
  }

  .screen {
    display: grid;
    min-block-size: 0;
  }

  .own-screen {
    gap: 14px;
    place-content: center;
    justify-items: center;
    border: 1px dashed var(--_border-strong);
    border-radius: 14px;
    background: var(--_surface);
    text-align: center;
  }

  .own-screen > svg {
    inline-size: 48px;
    block-size: 48px;
    color: var(--_accent);
  }

  .alone {
    position: absolute;
    display: flex;
    inset-block-start: 12px;
    inset-inline: 12px;
    gap: 10px;
    align-items: center;
    justify-content: center;
    inline-size: fit-content;
    max-inline-size: calc(100% - 24px);
    margin-inline: auto;
    padding: 8px 16px;
    border-radius: 999px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    font-size: 14px;
  }

  .alone > svg {
    color: var(--_accent);
  }

  @container (max-aspect-ratio: 1 / 1) {
    .with-screen {
      grid-template-columns: none;
      grid-template-rows: minmax(0, 1fr) auto;
    }

    .with-screen .tiles {
      place-items: center start;
      overflow: auto hidden;
    }

    .with-screen .grid {
      flex-wrap: nowrap;
      justify-content: start;
      inline-size: max-content;
    }

    .with-screen .grid lectern-tile {
      inline-size: clamp(120px, 34cqi, 180px);
    }
  }
`;

export const styles = [tokens, controls, roomTokens, own];
