import { css } from 'lit';

/** Buttons, fields, notices, chips and skeletons: the same in every element. */
export const controls = css`
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  figure {
    margin: 0;
    padding: 0;
  }

  /* Not 'none', with which Safari no longer calls it a list. */
  ul,
  ol {
    list-style-type: '';
  }

  fieldset {
    min-inline-size: 0;
    border: 0;
  }

  h2,
  h3 {
    font-weight: 650;
    line-height: 1.25;
    text-wrap: balance;
  }

  h2 {
    font-size: 1.25em;
    letter-spacing: -0.01em;
  }

  h3 {
    font-size: 1em;
  }

  .muted {
    color: var(--_text-muted);
  }

  .small {
    font-size: 0.875em;
  }

  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  .surface {
    padding: clamp(16px, 4cqi, 28px);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.6);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .button {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    padding: 8px 16px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button:hover {
    background: var(--_surface-hover);
  }

  .button-primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button-primary:hover {
    border-color: var(--_accent-hover);
    background: var(--_accent-hover);
  }

  .button-quiet {
    border-color: transparent;
    background: none;
    color: var(--_accent);
  }

  .button-danger {
    border-color: var(--_danger);
    background: none;
    color: var(--_danger);
  }

  .button-danger:hover {
    background: var(--_danger-soft);
  }

  .button-icon {
    inline-size: 44px;
    padding: 0;
  }

  .button:disabled,
  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }

  .field {
    display: grid;
    gap: 6px;
  }

  .label {
    font-size: 0.875em;
    font-weight: 550;
  }

  .input {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    line-height: 1.4;
  }

  /* The browser's own arrow sticks to the border. Two gradients, since the page's policy may forbid a picture here. */
  select.input {
    padding-inline-end: 40px;
    overflow: hidden;
    appearance: none;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--_text-muted) 50%),
      linear-gradient(135deg, var(--_text-muted) 50%, transparent 50%);
    background-position:
      right 21px center,
      right 16px center;
    background-repeat: no-repeat;
    background-size: 5px 5px;
    text-overflow: ellipsis;
  }

  [dir='rtl'] select.input {
    background-position:
      left 16px center,
      left 21px center;
  }

  textarea.input {
    min-block-size: 88px;
    resize: vertical;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    padding: 12px 16px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  .notice > p {
    flex: 1 1 14em;
  }

  .notice-danger {
    border-color: color-mix(in srgb, var(--_danger) 40%, transparent);
    background: var(--_danger-soft);
  }

  .notice-danger > svg {
    color: var(--_danger);
  }

  .notice-warning {
    border-color: color-mix(in srgb, var(--_warning) 40%, transparent);
    background: var(--_warning-soft);
  }

  .notice-warning > svg {
    color: var(--_warning);
  }

  .chip {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    padding: 1px 9px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface-raised);
    font-size: 0.8125em;
    font-weight: 550;
    line-height: 1.6;
    white-space: nowrap;
  }

  .chip svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }

  .chip-accent {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .chip-success {
    border-color: transparent;
    background: var(--_success-soft);
    color: var(--_success);
  }

  .chip-warning {
    border-color: transparent;
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  .chip-danger {
    border-color: transparent;
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .bone {
    display: block;
    min-block-size: 1em;
    border-radius: 6px;
    background: var(--_surface-hover);
    animation: bone 1.6s ease-in-out infinite alternate;
  }

  @keyframes bone {
    to {
      opacity: 0.45;
    }
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  :focus:not(:focus-visible) {
    outline: none;
  }

  [dir='rtl'] .flips {
    transform: scaleX(-1);
  }

  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }

    .button {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    select.input {
      padding-inline-end: 12px;
      appearance: auto;
    }

    .button-primary,
    .chip {
      border-color: ButtonBorder;
    }

    .bone {
      border: 1px solid GrayText;
    }
  }
`;
