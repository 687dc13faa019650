import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';

const own = css`
  :host {
    container-type: inline-size;
  }

  .surface {
    display: grid;
    gap: 18px;
    min-block-size: 220px;
    align-content: start;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 16px;
    align-items: start;
    justify-content: space-between;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: 12px 10px;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: middle;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  thead th {
    padding-block: 0 8px;
    color: var(--_text-muted);
    font-size: 0.8125em;
    font-weight: 550;
  }

  tbody th {
    min-inline-size: 8em;
    font-weight: 600;
  }

  td {
    white-space: nowrap;
  }

  td.remarks {
    white-space: normal;
  }

  .host {
    display: block;
    font-weight: 400;
  }

  .number {
    font-weight: 600;
  }

  .share {
    display: inline-grid;
    gap: 4px;
    min-inline-size: 76px;
  }

  .bar {
    inline-size: 100%;
    block-size: 6px;
    overflow: hidden;
    border-radius: 3px;
  }

  [dir='rtl'] .bar {
    transform: scaleX(-1);
  }

  .bar-track {
    fill: var(--_surface-hover);
  }

  .bar-value {
    fill: var(--_danger);
  }

  .share-present .bar-value {
    fill: var(--_success);
  }

  .share-partial .bar-value {
    fill: var(--_warning);
  }

  .flags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .pulse {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_success);
    animation: pulse 2s ease-out infinite;
  }

  @keyframes pulse {
    50% {
      opacity: 0.35;
    }
  }

  .own {
    display: grid;
    gap: 18px;
    padding: 18px;
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface-raised);
  }

  .own-head {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 20px;
    align-items: center;
  }

  .own-head .chip {
    font-size: 1em;
  }

  .own-head .share {
    flex: 1 1 160px;
    max-inline-size: 320px;
  }

  .own-head .number {
    font-size: 1.5em;
    line-height: 1.2;
  }

  .own dl {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 36px;
  }

  .own dt {
    color: var(--_text-muted);
    font-size: 0.875em;
  }

  .own dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .empty {
    display: grid;
    gap: 10px;
    place-content: center;
    justify-items: center;
    min-block-size: 160px;
    text-align: center;
  }

  .empty-icon {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background: var(--_surface-raised);
    color: var(--_text-muted);
  }

  .skeleton {
    display: grid;
    gap: 14px;
  }

  .bone-heading {
    inline-size: 12em;
    block-size: 1.6em;
    max-inline-size: 100%;
  }

  .bone-row {
    block-size: 44px;
  }

  @container (max-width: 800px) {
    table,
    tbody {
      display: block;
    }

    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    tbody tr {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 10px 16px;
      padding-block: 16px;
      border-block-end: 1px solid var(--_border);
    }

    tbody tr:last-child {
      border-block-end: 0;
    }

    tbody th,
    tbody td {
      display: grid;
      gap: 2px;
      align-content: start;
      justify-items: start;
      padding: 0;
      border: 0;
    }

    td[data-label]::before {
      color: var(--_text-muted);
      font-size: 0.8125em;
      content: attr(data-label);
    }

    td:nth-child(2) {
      justify-self: end;
    }

    td:nth-child(2) .chip {
      white-space: normal;
    }

    .remarks {
      grid-column: 1 / -1;
    }

    .remarks:not(:has(ul)) {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .pulse {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .bar-track {
      fill: Canvas;
      stroke: CanvasText;
    }

    .bar-value {
      fill: CanvasText;
    }
  }
`;

/** Of `<attendance-report>`. */
export const styles = [tokens, controls, own];
