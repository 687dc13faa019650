import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';

const own = css`
  :host {
    display: grid;
    gap: 10px;
    justify-items: start;
  }

  :host > .button {
    padding-inline: 8px;
    margin-inline-start: -8px;
  }

  .panel {
    display: grid;
    gap: 12px;
    box-sizing: border-box;
    inline-size: 100%;
    padding: 16px;
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface-raised);
    font-size: 0.9375em;
  }

  .panel[hidden],
  [role='status']:empty {
    display: none;
  }

  .warning {
    display: flex;
    gap: 8px;
    color: var(--_warning);
  }

  .copy {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .copy .input {
    flex: 1 1 14em;
    box-sizing: border-box;
    inline-size: auto;
    min-inline-size: 0;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .danger,
  .failed {
    color: var(--_danger);
  }
`;

/** Of the link to subscribe to. */
export const styles = [tokens, controls, own];
