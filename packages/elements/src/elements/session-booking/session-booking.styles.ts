import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';
import { calendar } from './calendar.styles.js';

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

  /* Takes no room until it says something; gone, it would not be heard. */
  [role='status']:empty {
    position: absolute;
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

  #own:focus {
    outline: none;
  }

  /* What is booked already */
  .own {
    display: grid;
    gap: 8px;
    padding: 14px 16px;
    border-radius: calc(var(--_radius) * 1.2);
    background: var(--_surface-raised);
  }

  .own h3 {
    color: var(--_text-muted);
    font-size: 0.875em;
    font-weight: 550;
  }

  .own ul {
    display: grid;
    gap: 10px;
  }

  .own-item {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }

  .own-item + .own-item {
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_border);
  }

  .own-text {
    flex: 1 1 16em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .own-item .notice {
    flex: 1 1 100%;
  }

  .own-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
  }

  .own-actions .button {
    padding-inline: 12px;
  }

  .strong {
    font-weight: 600;
  }

  .danger {
    color: var(--_danger);
  }

  .former {
    margin-block-start: 8px;
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
    /* A name of the other direction begins where the line begins. */
    justify-items: start;
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
export const styles = [tokens, controls, calendar, own];
