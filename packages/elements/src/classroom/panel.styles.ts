import { css } from 'lit';

/** The side panels: a column beside the stage, a sheet on phones. */
export const panelStyles = css`
  :host {
    min-block-size: 0;
  }

  .panel {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    block-size: 100%;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: 16px;
    background: var(--_surface);
  }

  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 6px 6px 6px 16px;
    border-block-end: 1px solid var(--_border);
  }

  [dir='rtl'] .head {
    padding: 6px 16px 6px 6px;
  }

  h2 {
    font-size: 1.0625em;
  }

  .close {
    color: var(--_text-muted);
  }
`;
