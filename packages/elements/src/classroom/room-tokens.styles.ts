import { css } from 'lit';

/** Tokens of the classroom beyond those of every element. A picture has the same dark ground in light and dark. */
export const roomTokens = css`
  :host {
    --_stage: var(--session-room-stage, light-dark(#e9ecf3, #0d0f14));
    --_tile: var(--session-room-tile, #232733);
    --_on-tile: #f4f6fb;
    --_scrim: rgb(13 16 24 / 68%);
    --_speaking: var(--session-room-speaking, light-dark(#2c6bff, #7aa2ff));
    --_leave: var(--session-room-leave, light-dark(#c4281c, #e5483b));
    --_on-leave: #ffffff;
  }
`;
