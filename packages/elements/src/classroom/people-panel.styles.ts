import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { panelStyles } from './panel.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  .scroll {
    padding: 6px 8px 12px;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  h3 {
    display: flex;
    gap: 8px;
    justify-content: space-between;
    padding: 10px 8px 4px;
    font-size: 13px;
  }

  h3 .muted {
    font-weight: 450;
  }

  .everyone {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 8px 8px 4px;
  }

  .person {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    min-block-size: 48px;
    padding: 4px 8px;
    border-radius: 10px;
  }

  .person:hover {
    background: var(--_surface-raised);
  }

  .avatar {
    display: grid;
    flex: none;
    inline-size: 34px;
    block-size: 34px;
    place-items: center;
    border-radius: 50%;
    background: hsl(var(--_hue, 220) 40% 32%);
    color: #fff;
    font-size: 13px;
    font-weight: 600;
  }

  .name {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 2px 6px;
    align-items: center;
    min-inline-size: 0;
    font-size: 15px;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .states {
    display: flex;
    flex: none;
    gap: 8px;
    color: var(--_text-muted);
  }

  .state svg {
    display: block;
    inline-size: 18px;
    block-size: 18px;
  }

  .is-off {
    color: var(--_danger);
  }

  .hand {
    display: grid;
    flex: none;
    inline-size: 34px;
    block-size: 34px;
    place-items: center;
    border-radius: 50%;
    background: #ffd166;
    color: #3a2a00;
  }

  .small-button {
    gap: 0;
    min-block-size: 32px;
    padding: 4px 10px;
    font-size: 13px;
  }

  .more {
    flex: none;
    inline-size: 34px;
    min-block-size: 34px;
    margin-inline-start: -4px;
    color: var(--_text-muted);
  }

  .actions {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    gap: 6px;
    padding: 2px 0 6px;
    padding-inline-start: 44px;
  }
`;

export const styles = [tokens, controls, roomTokens, panelStyles, own];
