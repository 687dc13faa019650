import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A drawing of 24 by 24, stroked in the colour of the text; decorative, so the name stands beside it. */
export function icon(drawing: SVGTemplateResult, flips = false): TemplateResult {
  return html`<svg
    class=${flips ? 'flips' : ''}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${drawing}
  </svg>`;
}

// Functions, so that a bundler leaves out the ones an element does not draw.
export const calendarIcon = (): TemplateResult =>
  icon(svg`<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 9.75h17M8 3v4M16 3v4"/>`);
export const checkIcon = (): TemplateResult => icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`);
export const nextIcon = (): TemplateResult => icon(svg`<path d="m9.5 6 6 6-6 6"/>`, true);
export const previousIcon = (): TemplateResult => icon(svg`<path d="m14.5 6-6 6 6 6"/>`, true);
export const clockIcon = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.25V12l3 2"/>`);
export const alertIcon = (): TemplateResult =>
  icon(svg`<path d="M12 4 2.75 19.5h18.5zM12 10v4.25M12 17v.01"/>`);
export const globeIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17-5-5.5-5-11.5 0-17Z"/>`,
  );
export const personIcon = (): TemplateResult =>
  icon(svg`<circle cx="12" cy="8" r="3.75"/><path d="M4.5 20c.75-4 3.75-6 7.5-6s6.75 2 7.5 6"/>`);
export const playIcon = (): TemplateResult => icon(svg`<path d="M8 5.5v13l10.5-6.5z"/>`);
export const downloadIcon = (): TemplateResult =>
  icon(svg`<path d="M12 4v11m-4.5-4L12 15.5l4.5-4.5M4.5 19.5h15"/>`);
export const crossIcon = (): TemplateResult => icon(svg`<path d="M6.5 6.5l11 11m0-11-11 11"/>`);
