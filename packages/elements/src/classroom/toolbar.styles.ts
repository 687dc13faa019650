import { css } from 'lit';
import { controls } from '../styles/controls.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { roomTokens } from './room-tokens.styles.js';

const own = css`
  :host {
    container-type: inline-size;
  }

  .bar {
    position: relative;
    display: flex;
    gap: 8px clamp(8px, 3cqi, 28px);
    align-items: center;
    justify-content: center;
    padding: 8px 12px;
  }

  .group {
    position: relative;
    display: flex;
    gap: 4px;
  }

  .tool {
    position: relative;
    display: grid;
    gap: 3px;
    justify-items: center;
    min-inline-size: 68px;
    padding: 4px 4px 2px;
    border: 0;
    border-radius: 12px;
    background: none;
    color: var(--_text);
    font: inherit;
    font-size: 12px;
    line-height: 1.3;
    cursor: pointer;
  }

  .icon {
    position: relative;
    display: grid;
    inline-size: 48px;
    block-size: 38px;
    place-items: center;
    border: 1px solid var(--_border);
    border-radius: 12px;
    background: var(--_surface-raised);
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .icon svg {
    inline-size: 21px;
    block-size: 21px;
  }

  .tool:hover .icon {
    background: var(--_surface-hover);
  }

  .tool[aria-pressed='true']:not(.microphone, .camera) .icon {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .tool.off .icon {
    border-color: color-mix(in srgb, var(--_danger) 45%, transparent);
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .tool[aria-disabled='true'] {
    opacity: 0.5;
    cursor: not-allowed;
  }

  .tool.leave .icon {
    border-color: var(--_leave);
    background: var(--_leave);
    color: var(--_on-leave);
  }

  .name {
    max-inline-size: 84px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .badge {
    position: absolute;
    inset-block-start: -7px;
    inset-inline-end: -7px;
    min-inline-size: 20px;
    padding: 0 5px;
    border: 2px solid var(--_surface);
    border-radius: 999px;
    background: var(--_leave);
    color: var(--_on-leave);
    font-size: 11px;
    font-weight: 650;
    line-height: 16px;
    text-align: center;
  }

  .badge.people {
    background: var(--_text-muted);
    color: var(--_surface);
  }

  .tip {
    position: absolute;
    z-index: 3;
    inset-block-end: calc(100% + 6px);
    inset-inline-start: 50%;
    inline-size: max-content;
    max-inline-size: 220px;
    padding: 4px 10px;
    border-radius: 8px;
    background: var(--_text);
    color: var(--_surface);
    font-size: 12px;
    opacity: 0;
    pointer-events: none;
    transform: translateX(-50%);
    transition: opacity 120ms 200ms;
    visibility: hidden;
  }

  [dir='rtl'] .tip {
    transform: translateX(50%);
  }

  .group:first-child .tool:first-child .tip {
    inset-inline-start: 0;
    transform: none;
  }

  @media (hover: hover) {
    .tool:hover .tip {
      opacity: 1;
      visibility: visible;
    }
  }

  .tool:focus-visible .tip {
    opacity: 1;
    visibility: visible;
  }

  .menu {
    position: absolute;
    z-index: 4;
    display: grid;
    inset-block-end: calc(100% + 8px);
    inset-inline-end: 0;
    gap: 8px;
    inline-size: max-content;
    min-inline-size: 210px;
    max-inline-size: 86vw;
    padding: 10px;
    border: 1px solid var(--_border);
    border-radius: 14px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  .menu.reactions {
    display: flex;
    inset-inline: 0;
    gap: 2px;
    min-inline-size: 0;
    margin-inline: auto;
    padding: 6px 8px;
    border-radius: 999px;
  }

  .menu[hidden] {
    display: none;
  }

  .reaction {
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_text);
    font-size: 24px;
    line-height: 1;
    cursor: pointer;
  }

  .reaction:hover {
    background: var(--_surface-hover);
  }

  @container (max-width: 720px) {
    .bar {
      gap: 6px;
      justify-content: space-between;
      padding: 8px;
    }

    .group {
      gap: 2px;
    }

    .tool {
      min-inline-size: 44px;
      padding: 2px;
    }

    .name {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .icon {
      inline-size: 44px;
      block-size: 44px;
    }
  }

  /* Ten tools side by side, down to 300 px. */
  @container (max-width: 540px) {
    .bar {
      gap: 3px;
      padding: 8px 4px;
    }

    .group {
      gap: 0;
    }

    .tool {
      min-inline-size: 0;
      padding-inline: 1px;
    }

    .icon {
      inline-size: clamp(26px, (100cqi - 36px) / 10, 42px);
      block-size: 42px;
    }
  }

  /* A phone on its side: the height is for the pictures. */
  @media (max-height: 480px) {
    .bar {
      padding-block: 4px;
    }

    .tool {
      min-inline-size: 52px;
    }

    .icon {
      block-size: 40px;
    }

    .name {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .icon,
    .tip {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    .tool[aria-pressed='true'] .icon {
      border: 3px solid Highlight;
    }

    .menu,
    .tip,
    .badge {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles = [tokens, controls, roomTokens, own];
