import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';

const own = css`
  :host {
    container-type: inline-size;
  }

  .surface {
    display: grid;
    gap: 20px;
    min-block-size: 440px;
    align-content: start;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 14px;
    align-items: center;
  }

  .head-text {
    display: grid;
    flex: 1 1 14em;
    gap: 2px;
  }

  .disc {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 48px;
    block-size: 48px;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 650;
  }

  #heading:focus,
  #problem:focus,
  #question:focus {
    outline: none;
  }

  /* Teachers */
  .teachers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: 12px;
  }

  .teacher {
    display: flex;
    gap: 14px;
    align-items: center;
    inline-size: 100%;
    block-size: 100%;
    padding: 14px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.2);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .teacher:hover {
    border-color: var(--_accent);
    background: var(--_surface-raised);
  }

  .teacher-text {
    display: grid;
    flex: 1;
    min-inline-size: 0;
  }

  .teacher-name {
    font-weight: 600;
  }

  .next {
    min-block-size: 1.5em;
    color: var(--_accent);
  }

  .arrow {
    display: grid;
    color: var(--_text-muted);
  }

  /* Month and times */
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

  /* Zone and confirmation */
  .zone {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
    color: var(--_text-muted);
    font-size: 0.9375em;
  }

  .zone .button {
    padding-inline: 8px;
    margin-inline-start: -8px;
  }

  .zone-field {
    flex-basis: 100%;
    max-inline-size: 360px;
    color: var(--_text);
  }

  .confirm {
    display: grid;
    gap: 16px;
    padding: 18px;
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface-raised);
  }

  .confirm h3 {
    color: var(--_text-muted);
    font-size: 0.875em;
    font-weight: 550;
  }

  .choice-time {
    font-size: 1.125em;
    font-weight: 650;
    text-wrap: balance;
  }

  .confirm form {
    display: grid;
    gap: 14px;
    justify-items: stretch;
  }

  /* Done */
  .done {
    display: grid;
    gap: 6px;
    justify-items: center;
    padding-block: 12px 4px;
    text-align: center;
  }

  .done-icon {
    display: grid;
    place-items: center;
    inline-size: 64px;
    block-size: 64px;
    margin-block-end: 6px;
    border-radius: 50%;
    background: var(--_success-soft);
    color: var(--_success);
    font-size: 1.6em;
  }

  .done-cancelled .done-icon {
    background: var(--_surface-raised);
    color: var(--_text-muted);
  }

  .summary {
    display: grid;
    grid-template-columns: minmax(6em, auto) 1fr;
    gap: 12px 20px;
    padding: 18px;
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface-raised);
  }

  .summary dt {
    color: var(--_text-muted);
  }

  .summary dd {
    display: grid;
    overflow-wrap: anywhere;
  }

  .note {
    white-space: pre-line;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .quiet-danger {
    margin-inline-start: auto;
    color: var(--_danger);
  }

  /* Skeleton */
  .skeleton {
    display: grid;
    gap: 20px;
  }

  .bone-heading {
    inline-size: 11em;
    max-inline-size: 100%;
    block-size: 1.5em;
    margin-block: 10px;
  }

  .bone-line {
    inline-size: 8em;
    max-inline-size: 100%;
  }

  .bone-slot {
    block-size: 46px;
    border-radius: var(--_radius);
  }

  .bone-days {
    display: grid;
    grid-template-columns: repeat(7, 1fr);
    gap: 2px;
    padding-block-start: 40px;
  }

  .bone-days .bone {
    inline-size: 44px;
    max-inline-size: 96%;
    aspect-ratio: 1;
    margin: auto;
    border-radius: 50%;
  }

  @container (min-width: 640px) {
    .columns {
      grid-template-columns: minmax(320px, 6fr) minmax(0, 5fr);
      gap: 32px;
    }

    .confirm {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      gap: 32px;
    }

    .confirm .button-primary {
      justify-self: end;
    }
  }

  @container (max-width: 420px) {
    .summary {
      grid-template-columns: 1fr;
      gap: 2px;
    }

    .summary dd + dt {
      margin-block-start: 10px;
    }

    .actions .button {
      inline-size: 100%;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .slot,
    .teacher {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .slot:has(:checked),
    .day[aria-selected='true'] .day-disc {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .day-disc {
      border-color: Canvas;
    }

    .day-free .day-disc {
      border-color: ButtonBorder;
    }

    .zone .button {
      margin-inline-start: 0;
    }
  }
`;

/** Of `<session-booking>`. */
export const styles = [tokens, controls, own];
