import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { panelStyles } from './panel.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  .lines {
    display: flex;
    flex-direction: column;
    padding: 8px 14px 14px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .lines:focus-visible {
    outline-offset: -3px;
  }

  .empty {
    display: grid;
    gap: 10px;
    margin: auto;
    color: var(--_text-muted);
    justify-items: center;
    text-align: center;
  }

  .empty svg {
    inline-size: 36px;
    block-size: 36px;
    opacity: 0.7;
  }

  .line {
    display: grid;
    align-self: start;
    max-inline-size: 88%;
    margin-block-start: 4px;
    justify-items: start;
  }

  .line:has(.meta) {
    margin-block-start: 12px;
  }

  .line.own {
    align-self: end;
    justify-items: end;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: baseline;
    margin-block-end: 3px;
    font-size: 13px;
  }

  .who {
    font-weight: 600;
  }

  time {
    color: var(--_text-muted);
    font-size: 12px;
  }

  .text {
    padding: 7px 12px;
    border-radius: 14px;
    border-start-start-radius: 5px;
    background: var(--_surface-raised);
    font-size: 15px;
    line-height: 1.4;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .own .text {
    border-start-start-radius: 14px;
    border-start-end-radius: 5px;
    background: var(--_accent-soft);
  }

  .sending .text {
    opacity: 0.65;
  }

  .failed .text {
    border: 1px solid var(--_danger);
  }

  .state {
    margin-block-start: 2px;
    font-size: 12px;
  }

  .state.failed {
    color: var(--_danger);
  }

  .link {
    min-block-size: 24px;
    padding: 0 4px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-decoration: underline;
    cursor: pointer;
  }

  .foot {
    border-block-start: 1px solid var(--_border);
  }

  form,
  .not-allowed {
    padding: 10px;
  }

  .not-allowed {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    text-align: center;
  }

  .not-allowed svg {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
  }

  .not-allowed + form {
    padding-block-start: 0;
  }

  .field {
    display: flex;
    gap: 6px;
    align-items: end;
    padding: 4px;
    border: 1px solid var(--_border-strong);
    border-radius: 14px;
    background: var(--_surface);
  }

  .field:focus-within {
    border-color: var(--_focus);
    outline: 1px solid var(--_focus);
  }

  textarea {
    flex: 1;
    min-inline-size: 0;
    max-block-size: 140px;
    padding: 7px 8px;
    border: 0;
    background: none;
    color: var(--_text);
    field-sizing: content;
    font: inherit;
    font-size: 15px;
    line-height: 1.4;
    resize: none;
  }

  /* The ring is around the field. */
  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  .send {
    display: grid;
    flex: none;
    inline-size: 36px;
    block-size: 36px;
    place-items: center;
    border: 0;
    border-radius: 10px;
    background: var(--_accent);
    color: var(--_on-accent);
    cursor: pointer;
  }

  .send[aria-disabled='true'] {
    background: var(--_surface-hover);
    color: var(--_text-muted);
    cursor: default;
  }

  .left {
    padding: 4px 4px 0;
  }
`;

export const styles = [tokens, controls, roomTokens, panelStyles, own];
