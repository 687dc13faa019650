import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';

const own = css`
  .help {
    display: grid;
    gap: 14px;
  }

  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 14px;
    align-items: baseline;
    font-size: 0.9375em;
  }

  kbd {
    display: inline-block;
    min-inline-size: 26px;
    padding: 1px 7px;
    border: 1px solid var(--_border);
    border-block-end-width: 2px;
    border-radius: 6px;
    background: var(--_surface-raised);
    font: inherit;
    font-size: 0.875em;
    text-align: center;
    white-space: nowrap;
  }

  .is-off {
    color: var(--_text-muted);
    text-decoration: line-through;
  }

  label {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: 32px;
    font-size: 0.9375em;
  }

  input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }

  fieldset {
    display: grid;
    gap: 2px;
  }

  legend {
    padding: 0;
    margin-block-end: 4px;
    font-weight: 600;
  }
`;

export const styles = [tokens, controls, own];
