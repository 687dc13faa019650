import { css } from 'lit';

/** Of the month and the times beside it. */
export const calendar = css`
  .columns {
    display: grid;
    gap: 24px;
  }

  .month-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 44px;
    padding-inline-start: 8px;
  }

  .month-head h3 {
    font-size: 1.0625em;
  }

  .month {
    min-block-size: 360px;
  }

  .turns {
    display: flex;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }

  th {
    padding: 4px 0 8px;
    color: var(--_text-muted);
    font-size: 0.8125em;
    font-weight: 500;
  }

  td {
    block-size: 46px;
    padding: 1px;
    text-align: center;
  }

  .day {
    cursor: default;
    color: var(--_text-muted);
    border-radius: 50%;
  }

  .day-past {
    opacity: 0.6;
  }

  .day-disc {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 44px;
    max-inline-size: 100%;
    aspect-ratio: 1;
    margin: auto;
    border: 2px solid transparent;
    border-radius: 50%;
    font-variant-numeric: tabular-nums;
  }

  .day-free {
    color: var(--_accent);
    font-weight: 650;
    cursor: pointer;
  }

  .day-free .day-disc {
    background: var(--_accent-soft);
  }

  .day-free:hover .day-disc {
    border-color: var(--_accent);
  }

  .day-today .day-disc::after {
    position: absolute;
    inset-block-end: 4px;
    inline-size: 4px;
    block-size: 4px;
    border-radius: 50%;
    background: currentColor;
    content: '';
  }

  .day[aria-selected='true'] .day-disc {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .day:focus-visible {
    outline: none;
  }

  .day:focus-visible .day-disc {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .times {
    display: grid;
    gap: 16px;
    align-content: start;
    min-inline-size: 0;
  }

  .slots legend {
    padding: 0 0 10px;
  }

  .slots legend h3 {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    font-size: 1.0625em;
  }

  .slots legend p {
    margin-block-start: -8px;
  }

  .slot-grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
    gap: 8px;
  }

  .slot-grid-wide {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
  }

  .slot {
    position: relative;
    display: grid;
    align-content: center;
    justify-items: center;
    min-block-size: 46px;
    padding: 7px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    text-align: center;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .slot input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .slot:hover {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }

  .slot-time {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .slot-host {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  .slot:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .slot:has(:checked) .slot-host {
    color: inherit;
  }

  .slot:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .alternatives {
    display: flex;
    flex-basis: 100%;
    flex-wrap: wrap;
    gap: 8px;
  }

  .empty {
    display: grid;
    gap: 10px;
    place-content: center;
    justify-items: center;
    min-block-size: 200px;
    padding: 16px;
    text-align: center;
  }

  .empty-icon {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: var(--_surface-raised);
    color: var(--_text-muted);
  }
`;
