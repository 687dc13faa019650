import { css } from 'lit';

/** Colours over the picture, which is dark or bright whatever the page's scheme is. */
export const pictureTokens = css`
  :host {
    --_played-color: var(--recording-player-accent, #8fa8ff);
    --_gap-color: var(--recording-player-gap, #ff9d5c);
    --_bar-color: var(--recording-player-bar, rgb(10 12 18 / 82%));
  }
`;
