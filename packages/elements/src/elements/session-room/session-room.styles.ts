import { css } from 'lit';
import { banner } from '../../classroom/banner.styles.js';
import { roomTokens } from '../../classroom/room-tokens.styles.js';
import { controls } from '../../styles/controls.styles.js';
import { tokens } from '../../styles/tokens.styles.js';

const own = css`
  :host {
    display: block;
    block-size: 100%;
    min-block-size: var(--session-room-min-height, clamp(440px, 72vh, 760px));
    container-type: inline-size;
  }

  /* Fills the host whatever display and height the page gives to it. */
  .room {
    position: relative;
    display: grid;
    box-sizing: border-box;
    block-size: 100%;
    min-block-size: inherit;
    overflow: hidden;
    border-radius: calc(var(--_radius) * 1.8);
    background: var(--_stage);
  }

  .room:focus {
    outline: none;
  }

  .in-call {
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
  }

  .outside {
    padding: clamp(16px, 4cqi, 40px);
    overflow-y: auto;
    align-items: center;
    border: 1px solid var(--_border);
    background: var(--_surface);
  }

  .header {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding: 10px 16px;
  }

  .header h2 {
    margin-inline-end: auto;
    overflow: hidden;
    font-size: 1em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .help {
    inline-size: 32px;
    min-block-size: 32px;
    color: var(--_text-muted);
  }

  .elapsed {
    display: inline-flex;
    flex: none;
    gap: 8px;
    align-items: center;
    color: var(--_text-muted);
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }

  .elapsed::before {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_success);
    content: '';
  }

  /* Red is for this alone. */
  .rec {
    display: inline-flex;
    flex: none;
    gap: 6px;
    align-items: center;
    padding: 3px 10px;
    border: 1px solid transparent;
    border-radius: 999px;
    /* The same in light and dark: brighter, white on it could not be read. */
    background: #c4281c;
    color: #ffffff;
    font-size: 0.875em;
    font-weight: 600;
  }

  .rec.is-near {
    border-color: var(--_danger);
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .rec svg {
    inline-size: 16px;
    block-size: 16px;
  }

  .rec-time {
    font-variant-numeric: tabular-nums;
    font-weight: 400;
  }

  .facts {
    display: grid;
    gap: 8px;
    margin: 0;
    padding-inline-start: 20px;
    list-style: disc;
  }

  .outside {
    row-gap: 12px;
  }

  .outside > .recorded {
    align-self: end;
    justify-self: center;
  }

  .recorded > svg {
    color: var(--_danger);
  }

  .main {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    gap: 12px;
    padding: 0 12px 10px;
  }

  .with-panel {
    grid-template-columns: minmax(0, 1fr) clamp(290px, 30cqi, 370px);
  }

  lectern-toolbar {
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
  }

  .notices {
    position: absolute;
    z-index: 2;
    display: grid;
    inset-block-start: 6px;
    inset-inline: 16px;
    gap: 8px;
    justify-items: center;
    pointer-events: none;
  }

  [data-notice='sound'] > svg {
    color: var(--_accent);
  }

  .spinner {
    display: inline-block;
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    border: 2.5px solid var(--_border);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 900ms linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  .outcome {
    display: grid;
    gap: 10px;
    max-inline-size: 440px;
    margin: auto;
    justify-items: center;
    text-align: center;
  }

  .outcome h2 {
    font-size: 1.5em;
  }

  .outcome h2:focus-visible {
    outline: none;
  }

  .outcome .button {
    min-block-size: 48px;
    margin-block-start: 10px;
    padding-inline: 24px;
  }

  .outcome-icon {
    display: grid;
    inline-size: 72px;
    block-size: 72px;
    margin-block-end: 6px;
    place-items: center;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .outcome-icon.is-alert {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .outcome-icon svg {
    inline-size: 34px;
    block-size: 34px;
  }

  dialog {
    inline-size: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: 1px solid var(--_border);
    border-radius: 18px;
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 24px 80px rgb(0 0 0 / 40%);
  }

  dialog::backdrop {
    background: rgb(10 12 20 / 55%);
  }

  dialog:has(lectern-room-help) {
    inline-size: min(500px, calc(100vw - 32px));
  }

  dialog form {
    display: grid;
    gap: 14px;
  }

  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    justify-content: end;
    margin-block-start: 6px;
  }

  .button-stop {
    border-color: var(--_leave);
    background: var(--_leave);
    color: var(--_on-leave);
  }

  @container (max-width: 720px) {
    .room {
      border-radius: calc(var(--_radius) * 1.2);
    }

    .header {
      padding: 8px 12px;
    }

    .main {
      padding: 0 8px 8px;
    }

    /* A sheet over the pictures: the tools stay in reach. */
    .with-panel {
      grid-template-columns: minmax(0, 1fr);
    }

    .main > lectern-chat-panel,
    .main > lectern-people-panel {
      position: absolute;
      z-index: 3;
      inset: 0 4px 4px;
      animation: sheet 180ms ease-out;
    }

    @keyframes sheet {
      from {
        opacity: 0;
        transform: translateY(24px);
      }
    }
  }

  /* A phone on its side: the height is for the pictures. */
  @media (max-height: 480px) {
    .room {
      border-radius: calc(var(--_radius) * 1.2);
    }

    .outside {
      padding: 14px 20px;
    }

    .header {
      padding-block: 5px 3px;
      font-size: 0.875em;
    }

    .main {
      padding: 0 8px 6px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner,
    .main > lectern-chat-panel,
    .main > lectern-people-panel {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .room {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles = [tokens, controls, roomTokens, banner, own];
