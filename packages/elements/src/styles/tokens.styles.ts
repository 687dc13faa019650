import { css } from 'lit';

/**
 * The tokens. Each is read from a `--lectern-*` property of the page and has a calm default in light and dark; which of
 * both is the page's choice (`color-scheme`). Elements use the private names on the left.
 */
export const tokens = css`
  :host {
    --_surface: var(--lectern-surface, light-dark(#ffffff, #17191f));
    --_surface-raised: var(--lectern-surface-raised, light-dark(#f5f6f9, #20232b));
    --_surface-hover: var(--lectern-surface-hover, light-dark(#eceef4, #2a2e38));
    --_text: var(--lectern-text, light-dark(#1a1d26, #eceef4));
    --_text-muted: var(--lectern-text-muted, light-dark(#565c6d, #a6adbd));
    --_border: var(--lectern-border, light-dark(#dfe2ea, #343945));
    --_border-strong: var(--lectern-border-strong, light-dark(#868da0, #79819a));
    --_accent: var(--lectern-accent, light-dark(#2c4fc7, #a3b8ff));
    --_accent-hover: var(--lectern-accent-hover, light-dark(#213fa6, #bccbff));
    --_on-accent: var(--lectern-on-accent, light-dark(#ffffff, #0d1638));
    --_accent-soft: var(--lectern-accent-soft, light-dark(#e9eefc, #232c4a));
    --_success: var(--lectern-success, light-dark(#1a6b41, #7fd6a4));
    --_success-soft: var(--lectern-success-soft, light-dark(#e4f4ea, #173226));
    --_warning: var(--lectern-warning, light-dark(#8a4b00, #f3bd72));
    --_warning-soft: var(--lectern-warning-soft, light-dark(#fdf1df, #3a2a14));
    --_danger: var(--lectern-danger, light-dark(#b3261e, #ffaba2));
    --_danger-soft: var(--lectern-danger-soft, light-dark(#fdebe9, #43201d));
    --_focus: var(--lectern-focus, light-dark(#2c4fc7, #a3b8ff));
    --_radius: var(--lectern-radius, 10px);
    --_gap: var(--lectern-gap, 16px);
    --_font: var(--lectern-font, inherit);
    --_shadow: var(
      --lectern-shadow,
      0 1px 2px light-dark(rgb(20 26 48 / 6%), rgb(0 0 0 / 40%)),
      0 6px 24px light-dark(rgb(20 26 48 / 6%), rgb(0 0 0 / 30%))
    );

    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--_font);
    line-height: 1.5;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
