import { css } from 'lit';

/** The settings and the list of shortcuts: above the bar, or a sheet at the foot of a phone. */
export const sheetStyles = css`
  dialog {
    margin: 0;
    padding: 0;
    border: 1px solid rgb(255 255 255 / 16%);
    border-radius: 14px;
    background: #151821;
    color: #fff;
    color-scheme: dark;
    font-size: 0.9375em;
  }

  .settings {
    inset: auto 12px 62px auto;
    z-index: 5;
    inline-size: min(400px, calc(100% - 24px));
    max-block-size: calc(100% - 74px);
    overflow-y: auto;
    scrollbar-width: thin;
  }

  [dir='rtl'] .settings {
    inset: auto auto 62px 12px;
  }

  .settings[open]:not(:modal) {
    position: absolute;
  }

  .settings:modal,
  [dir='rtl'] .settings:modal {
    position: fixed;
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: 520px;
    max-block-size: 85vh;
    margin-inline: auto;
    padding-block-end: env(safe-area-inset-bottom, 0);
    border-width: 1px 0 0;
    border-radius: 18px 18px 0 0;
  }

  .shortcuts {
    inline-size: min(460px, calc(100vw - 24px));
    max-block-size: calc(100vh - 24px);
    margin: auto;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  dialog::backdrop {
    background: rgb(6 8 12 / 55%);
  }

  .sheet-head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 8px 4px;
    padding-inline: 18px 8px;
    background: #151821;
  }

  .sheet-head h2 {
    font-size: 1.0625em;
  }

  .settings fieldset {
    padding: 2px 18px 8px;
  }

  legend {
    padding: 0;
    margin-block-end: 4px;
    color: #b6bccb;
    font-size: 0.875em;
    font-weight: 550;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .choice {
    position: relative;
    display: inline-flex;
    cursor: pointer;
  }

  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choice span {
    display: grid;
    place-items: center;
    min-inline-size: 44px;
    min-block-size: 34px;
    padding: 3px 11px;
    border: 1px solid rgb(255 255 255 / 26%);
    border-radius: 999px;
    font-variant-numeric: tabular-nums;
  }

  .choice:hover span {
    background: rgb(255 255 255 / 12%);
  }

  .choice input:checked + span {
    border-color: var(--_played-color);
    background: var(--_played-color);
    color: #0b0f22;
    font-weight: 650;
  }

  .choice input:focus-visible + span {
    outline: 2px solid #fff;
    outline-offset: 2px;
  }

  .sheet-actions {
    display: grid;
    padding: 4px 8px 8px;
    border-block-start: 1px solid rgb(255 255 255 / 14%);
  }

  .sheet-action {
    display: flex;
    gap: 12px;
    align-items: center;
    min-block-size: 44px;
    padding: 6px 10px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .sheet-action:hover {
    background: rgb(255 255 255 / 12%);
  }

  .keys {
    padding: 0 18px 16px;
  }

  .keys > div {
    display: grid;
    grid-template-columns: 132px minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    padding-block: 6px;
    border-block-start: 1px solid rgb(255 255 255 / 10%);
  }

  .keys > div:first-child {
    border: 0;
  }

  .keys dt {
    display: flex;
    gap: 6px;
    align-items: center;
  }

  [dir='rtl'] .keys dt {
    justify-content: flex-end;
  }

  kbd {
    display: inline-grid;
    place-items: center;
    min-inline-size: 28px;
    min-block-size: 28px;
    padding: 1px 7px;
    border: 1px solid rgb(255 255 255 / 30%);
    border-block-end-width: 2px;
    border-radius: 6px;
    font: inherit;
    font-size: 0.875em;
  }

  @media (pointer: coarse) {
    .choice span {
      min-block-size: 44px;
      padding-inline: 14px;
    }
  }

  @media (forced-colors: active) {
    .choice input:checked + span {
      outline: 2px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
