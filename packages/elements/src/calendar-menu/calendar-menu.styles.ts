import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';

const own = css`
  :host {
    position: relative;
    display: inline-block;
  }

  .popup {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(100% + 6px);
    inset-inline-start: 0;
    display: grid;
    gap: 4px;
    inline-size: max-content;
    max-inline-size: min(300px, calc(100vw - 32px));
    padding: 6px;
    border: 1px solid var(--_border-strong);
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface);
    box-shadow: 0 8px 28px rgb(0 0 0 / 18%);
  }

  :host([align='end']) .popup {
    inset-inline: auto 0;
  }

  .popup[hidden] {
    display: none;
  }

  .menu {
    display: grid;
  }

  .entry {
    display: flex;
    gap: 10px;
    align-items: center;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 12px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    font: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }

  .entry:hover,
  .entry:focus-visible {
    background: var(--_surface-hover);
  }

  .popup p {
    max-inline-size: 34ch;
    padding: 6px 12px;
    color: var(--_text-muted);
    font-size: 0.8125em;
  }

  .failed {
    color: var(--_danger);
  }
`;

/** Of the menu that adds a session to a calendar. */
export const styles = [tokens, controls, own];
