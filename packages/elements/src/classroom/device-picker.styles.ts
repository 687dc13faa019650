import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';

const own = css`
  .pickers {
    display: grid;
    gap: 12px;
  }

  .speaker {
    display: grid;
    gap: 6px;
    justify-items: start;
  }

  .speaker > .field {
    inline-size: 100%;
  }

  .speaker > p:empty {
    display: none;
  }

  /* A phone on its side. */
  @media (max-height: 480px) {
    .pickers {
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    }
  }
`;

export const styles = [tokens, controls, own];
