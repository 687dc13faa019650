import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';

const own = css`
  .pickers {
    display: grid;
    gap: 12px;
  }

  select.input {
    text-overflow: ellipsis;
  }
`;

export const styles = [tokens, controls, own];
