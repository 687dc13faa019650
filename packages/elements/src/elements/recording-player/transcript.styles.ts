import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';

const own = css`
  :host {
    min-block-size: 0;
  }

  .transcript {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    block-size: 100%;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.4);
    background: var(--_surface);
  }

  .head {
    display: flex;
    align-items: center;
    padding-block: 4px;
    padding-inline: 16px 4px;
  }

  .head h2 {
    flex: 1;
    font-size: 1.0625em;
  }

  .head .button {
    color: var(--_text-muted);
  }

  .search {
    display: flex;
    gap: 2px;
    align-items: center;
    margin: 0 12px 8px;
    padding-inline-start: 10px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
  }

  .search:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  .search-icon {
    display: grid;
    color: var(--_text-muted);
  }

  .search .input {
    flex: 1;
    min-inline-size: 5em;
    min-block-size: 40px;
    padding-inline: 8px;
    border: 0;
    outline: none;
    background: none;
    font-size: 0.9375em;
  }

  .search .input::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  .search .input::-webkit-search-cancel-button {
    appearance: none;
  }

  .search .button-icon {
    inline-size: 32px;
    min-block-size: 36px;
  }

  .found {
    padding-inline: 4px;
    color: var(--_text-muted);
    font-size: 0.8125em;
    white-space: nowrap;
  }

  .found:empty {
    display: none;
  }

  .view {
    position: relative;
    min-block-size: 0;
    border-block-start: 1px solid var(--_border);
  }

  .lines {
    position: relative;
    block-size: 100%;
    overflow-y: auto;
    padding: 8px;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .begins:not(:first-child) {
    padding-block-start: 10px;
  }

  .speaker {
    display: block;
    padding: 2px 8px;
    color: var(--_text-muted);
    font-size: 0.8125em;
    font-weight: 650;
  }

  .line {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 12px;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 8px;
    border: 0;
    border-inline-start: 3px solid transparent;
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.9375em;
    text-align: start;
    cursor: pointer;
  }

  .line:hover {
    background: var(--_surface-hover);
  }

  .line:focus-visible {
    outline-offset: -2px;
  }

  .line[aria-current] {
    border-inline-start-color: var(--_accent);
    background: var(--_accent-soft);
  }

  .line.is-hit {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .at {
    min-inline-size: 2.75em;
    color: var(--_text-muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    line-height: 1.7;
  }

  .line[aria-current] .at {
    color: var(--_text);
  }

  .words {
    overflow-wrap: anywhere;
  }

  mark {
    border-radius: 3px;
    background: light-dark(#ffe48a, #6b5300);
    color: inherit;
  }

  .follow {
    position: absolute;
    inset-block-end: 12px;
    inset-inline: 0;
    inline-size: fit-content;
    min-block-size: 40px;
    margin-inline: auto;
    border-radius: 999px;
    background: var(--_accent);
    border-color: var(--_accent);
    box-shadow: var(--_shadow);
    color: var(--_on-accent);
    font-size: 0.875em;
  }

  .follow:hover {
    background: var(--_accent-hover);
  }

  @media (forced-colors: active) {
    .line {
      border-inline-start-color: Canvas;
    }

    .line[aria-current] {
      border-inline-start-color: Highlight;
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }

    .follow {
      border-color: ButtonBorder;
    }
  }
`;

/** Of `<lectern-transcript>`. */
export const styles = [tokens, controls, own];
