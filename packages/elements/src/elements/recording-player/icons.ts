import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';

/** Filled, where an outline would be lost on a moving picture. */
function solid(drawing: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
    ${drawing}
  </svg>`;
}

// Functions, so that a bundler leaves out the ones that are not drawn.
export const playIcon = (): TemplateResult =>
  solid(svg`<path d="M7.5 4.6c0-.9 1-1.5 1.8-1l10.9 7.3c.7.5.7 1.6 0 2.1L9.3 20.4c-.8.5-1.8-.1-1.8-1z"/>`);
export const pauseIcon = (): TemplateResult =>
  solid(
    svg`<rect x="5.5" y="4" width="4.5" height="16" rx="1.25"/><rect x="14" y="4" width="4.5" height="16" rx="1.25"/>`,
  );
export const replayIcon = (): TemplateResult =>
  icon(svg`<path d="M5 5.5v5h5M5.4 10.3A7.5 7.5 0 1 1 4.5 14"/>`);
const seconds = (curve: SVGTemplateResult): TemplateResult =>
  html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${curve}
    ${svg`<path stroke-width="1.5" d="M9 10.9v4.6M9 10.9l-1.2.9M13.6 10.8c1.2 0 1.9.9 1.9 2.4s-.7 2.4-1.9 2.4-1.9-.9-1.9-2.4.7-2.4 1.9-2.4Z"/>`}
  </svg>`;
export const backIcon = (): TemplateResult =>
  seconds(svg`<path d="M8 2.5 5 5.2 8 8M5.3 5.2H13a7.75 7.75 0 1 1-8.75 7.7"/>`);
export const forwardIcon = (): TemplateResult =>
  seconds(svg`<path d="m16 2.5 3 2.7L16 8M18.70 5.20H11a7.75 7.75 0 1 0 8.75 7.70"/>`);
export const loudIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4 9.5v5h3.50L12 18.50v-13L7.50 9.50zM15.50 9a4 4 0 0 1 0 6M18 6.50a7.75 7.75 0 0 1 0 11"/>`,
  );
export const quietIcon = (): TemplateResult =>
  icon(svg`<path d="M4 9.50v5h3.50L12 18.50v-13L7.50 9.50zM15.50 9a4 4 0 0 1 0 6"/>`);
export const mutedIcon = (): TemplateResult =>
  icon(svg`<path d="M4 9.50v5h3.50L12 18.50v-13L7.50 9.50zM16 9.50l5 5m0-5-5 5"/>`);
export const captionsIcon = (): TemplateResult =>
  icon(
    svg`<rect x="2.75" y="5" width="18.50" height="14" rx="2.50"/><path d="M10.50 10.40a2.25 2.25 0 1 0 0 3.20M17.25 10.40a2.25 2.25 0 1 0 0 3.20"/>`,
  );
export const captionsOnIcon = (): TemplateResult =>
  html`<svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
    ${svg`<path fill-rule="evenodd" d="M5.25 4.25h13.50a3 3 0 0 1 3 3v9.50a3 3 0 0 1-3 3H5.25a3 3 0 0 1-3-3v-9.50a3 3 0 0 1 3-3Zm5.80 5.60a3 3 0 1 0 0 4.30.75.75 0 1 0-1.07-1.05 1.50 1.50 0 1 1 0-2.20.75.75 0 1 0 1.07-1.05Zm6.75 0a3 3 0 1 0 0 4.30.75.75 0 1 0-1.07-1.05 1.50 1.50 0 1 1 0-2.20.75.75 0 1 0 1.07-1.05Z"/>`}
  </svg>`;
export const settingsIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4 7h9M18 7h2M4 17h2M11 17h9"/><circle cx="15.50" cy="7" r="2.50"/><circle cx="8.50" cy="17" r="2.50"/>`,
  );
export const transcriptIcon = (): TemplateResult =>
  icon(
    svg`<rect x="3.50" y="4" width="17" height="16" rx="2.50"/><path d="M7.50 8.50h9M7.50 12h9M7.50 15.50h5"/>`,
  );
export const pictureIcon = (): TemplateResult =>
  html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<rect x="2.75" y="4.50" width="18.50" height="15" rx="2.50"/><rect x="12" y="11.50" width="6.50" height="5" rx="1" fill="currentColor" stroke="none"/>`}
  </svg>`;
export const expandIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4.50 9V5.50a1 1 0 0 1 1-1H9M15 4.50h3.50a1 1 0 0 1 1 1V9M19.50 15v3.50a1 1 0 0 1-1 1H15M9 19.50H5.50a1 1 0 0 1-1-1V15"/>`,
  );
export const shrinkIcon = (): TemplateResult =>
  icon(
    svg`<path d="M9 4.50V8a1 1 0 0 1-1 1H4.50M19.50 9H16a1 1 0 0 1-1-1V4.50M15 19.50V16a1 1 0 0 1 1-1h3.50M4.50 15H8a1 1 0 0 1 1 1v3.50"/>`,
  );
export const searchIcon = (): TemplateResult =>
  icon(svg`<circle cx="10.50" cy="10.50" r="6"/><path d="m15 15 5 5"/>`);
export const upIcon = (): TemplateResult => icon(svg`<path d="m6 14.50 6-6 6 6"/>`);
export const downIcon = (): TemplateResult => icon(svg`<path d="m6 9.50 6 6 6-6"/>`);
export const keyboardIcon = (): TemplateResult =>
  icon(
    svg`<rect x="2.75" y="6" width="18.50" height="12" rx="2"/><path d="M6.50 10h.01M10 10h.01M13.50 10h.01M17 10h.01M6.50 14h.01M17 14h.01M9.50 14h5"/>`,
  );
export const hourglassIcon = (): TemplateResult =>
  icon(
    svg`<path d="M6.50 3.50h11M6.50 20.50h11M8 3.50c0 4 8 5 8 8.50s-8 4.50-8 8.50M16 3.50c0 4-8 5-8 8.50s8 4.50 8 8.50"/>`,
  );
export const recordIcon = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="8.50"/><circle cx="12" cy="12" r="3.25" fill="currentColor"/>`);
export const uploadIcon = (): TemplateResult =>
  icon(svg`<path d="M12 15.50V4.50m-4.50 4L12 4l4.50 4.50M4.50 15v3.50a1 1 0 0 0 1 1h13a1 1 0 0 0 1-1V15"/>`);
export const binIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4.50 6.50h15M9.50 6.50v-2h5v2M6.50 6.50l.8 12a1 1 0 0 0 1 1h7.40a1 1 0 0 0 1-1l.8-12M10 10.50v5M14 10.50v5"/>`,
  );
export const lockIcon = (): TemplateResult =>
  icon(
    svg`<rect x="5" y="10.50" width="14" height="9.50" rx="2"/><path d="M8 10.50V8a4 4 0 0 1 8 0v2.50M12 14v2.50"/>`,
  );
