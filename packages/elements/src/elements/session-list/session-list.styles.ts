import { css } from 'lit';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';

const own = css`
  :host {
    container-type: inline-size;
  }

  .surface {
    display: grid;
    gap: 28px;
    min-block-size: 220px;
    align-content: start;
  }

  section {
    display: grid;
    gap: 14px;
    justify-items: start;
  }

  ul {
    display: grid;
    inline-size: 100%;
  }

  .upcoming {
    gap: 10px;
  }

  .item {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 16px;
    align-items: center;
    padding: 14px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.2);
  }

  .item-first {
    padding: 18px;
    border-color: transparent;
    background: var(--_surface-raised);
  }

  .item-first h3 {
    font-size: 1.125em;
  }

  .item-now {
    border-color: var(--_success);
  }

  .item-past {
    padding: 12px 0;
    border-width: 0 0 1px;
    border-radius: 0;
  }

  .item-past:last-child {
    border-block-end: 0;
  }

  .text {
    flex: 1 1 12em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .side {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-items: center;
    min-block-size: 44px;
  }

  .recording svg {
    color: var(--_accent);
  }

  .recording .length {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .date {
    display: grid;
    flex: none;
    place-content: center;
    justify-items: center;
    inline-size: 60px;
    min-block-size: 60px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    color: var(--_accent);
    line-height: 1.2;
  }

  .date-month {
    font-size: 0.75em;
    font-weight: 600;
  }

  .date-day {
    font-size: 1.375em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }

  .countdown {
    font-variant-numeric: tabular-nums;
  }

  .pulse {
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 2px;
    border-radius: 50%;
    background: currentColor;
    animation: pulse 2s ease-out infinite;
  }

  @keyframes pulse {
    50% {
      opacity: 0.35;
    }
  }

  .empty {
    display: grid;
    gap: 6px;
    justify-items: center;
    inline-size: 100%;
    padding: 24px 16px;
    border: 1px dashed var(--_border-strong);
    border-radius: calc(var(--_radius) * 1.2);
    text-align: center;
  }

  .empty-icon {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    margin-block-end: 6px;
    border-radius: 50%;
    background: var(--_surface-raised);
    color: var(--_text-muted);
  }

  .strong {
    font-weight: 600;
  }

  .skeleton {
    display: grid;
    gap: 10px;
  }

  .bone-heading {
    inline-size: 9em;
    block-size: 1.4em;
    margin-block-end: 6px;
  }

  .bone-text {
    flex: 1;
    block-size: 2.5em;
  }

  .bone.date {
    background: var(--_surface-hover);
  }

  @container (max-width: 460px) {
    .side {
      min-block-size: 0;
    }

    .item:not(.item-past) .side {
      flex-basis: 100%;
      justify-content: space-between;
    }

    .item:not(.item-past) .button-primary {
      flex: 1;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .pulse {
      animation: none;
    }
  }
`;

/** Of `<session-list>`. */
export const styles = [tokens, controls, own];
