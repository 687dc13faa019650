import { css } from 'lit';

/** A line over the pictures that says what one has to know, and what one can do about it. */
export const banner = css`
  .banner {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    max-inline-size: min(640px, 100%);
    padding: 8px 16px;
    border: 1px solid var(--_border);
    border-radius: 14px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    font-size: 0.9375em;
    text-align: start;
    pointer-events: auto;
  }

  .banner > span:not(.spinner, .answers) {
    flex: 1 1 10em;
  }

  .answers {
    display: flex;
    flex: none;
    gap: 8px;
  }

  .banner .button {
    min-block-size: 36px;
    padding: 4px 14px;
  }

  .banner .button-icon {
    inline-size: 36px;
    padding: 0;
  }

  .banner > svg {
    flex: none;
    color: var(--_warning);
  }

  @media (forced-colors: active) {
    .banner {
      border: 1px solid CanvasText;
    }
  }
`;
