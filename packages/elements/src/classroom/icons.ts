import { svg, type TemplateResult } from 'lit';
import { icon } from '../internal/icons.js';

// Functions, so that a bundler leaves out the ones a part does not draw.
export const microphoneIcon = (): TemplateResult =>
  icon(svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`);
export const microphoneOffIcon = (): TemplateResult =>
  icon(
    svg`<path d="M9 9v2a3 3 0 0 0 4.6 2.5M15 10.5V6a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.5 11.5a6.4 6.4 0 0 1-.6 2.7M12 18v3M3.5 3.5l17 17"/>`,
  );
export const cameraIcon = (): TemplateResult =>
  icon(
    svg`<rect x="2.75" y="6" width="12.5" height="12" rx="2.5"/><path d="m15.25 10.5 6-3.25v9.5l-6-3.25"/>`,
  );
export const cameraOffIcon = (): TemplateResult =>
  icon(
    svg`<path d="M10.5 6h2.25a2.5 2.5 0 0 1 2.5 2.5v2l6-3.25v9.5M15.25 15.25v.25a2.5 2.5 0 0 1-2.5 2.5h-7.5a2.5 2.5 0 0 1-2.5-2.5v-7a2.5 2.5 0 0 1 1.9-2.4M3.5 3.5l17 17"/>`,
  );
export const shareIcon = (): TemplateResult =>
  icon(
    svg`<rect x="2.75" y="4.5" width="18.5" height="12" rx="2"/><path d="M8 20h8M12 13.5V7.75m-2.75 2.5L12 7.5l2.75 2.75"/>`,
  );
export const handIcon = (): TemplateResult =>
  icon(
    svg`<path d="M7.5 12.5v-6a1.5 1.5 0 0 1 3 0V11m0-.5v-6a1.5 1.5 0 0 1 3 0v6m0 .25v-5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 7-6 7-2.6 0-4-1-5.2-3l-2-3.6a1.4 1.4 0 0 1 2.4-1.5l1.8 2.1"/>`,
  );
export const recordIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.5" fill="currentColor" stroke="none"/>`,
  );
export const stopIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="12" cy="12" r="8.5"/><rect x="8.5" y="8.5" width="7" height="7" rx="1.5" fill="currentColor" stroke="none"/>`,
  );
export const chatIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z"/><path d="M8 8.5h8M8 11.5h5"/>`,
  );
export const peopleIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="9" cy="8.5" r="3.25"/><path d="M2.75 19c.6-3.4 3-5.25 6.25-5.25S14.65 15.6 15.25 19M15.5 5.5a3.25 3.25 0 0 1 0 6M17.5 14.25c2 .7 3.3 2.3 3.75 4.75"/>`,
  );
export const leaveIcon = (): TemplateResult =>
  icon(
    svg`<path d="M3.6 14.9c-1-1-1-2.6-.2-3.7C5.4 8.9 8.5 7.5 12 7.5s6.6 1.4 8.6 3.7c.8 1.1.8 2.7-.2 3.7l-.6.6c-.5.5-1.2.6-1.8.3l-2.3-1.1a1.5 1.5 0 0 1-.8-1.5l.1-1.2a10 10 0 0 0-6 0l.1 1.2c.1.6-.3 1.2-.8 1.5L6 15.8c-.6.3-1.3.2-1.8-.3z"/>`,
  );
export const closeIcon = (): TemplateResult => icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const sendIcon = (): TemplateResult =>
  icon(svg`<path d="M4.5 12 3.5 4.5l17 7.5-17 7.5 1-7.5Zm0 0h8"/>`, true);
export const settingsIcon = (): TemplateResult =>
  icon(
    svg`<path d="M4 7h9M18 7h2M4 17h2M11 17h9"/><circle cx="15.5" cy="7" r="2.5"/><circle cx="8.5" cy="17" r="2.5"/>`,
  );
export const soundIcon = (): TemplateResult =>
  icon(svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.75 7.75 0 0 1 0 11"/>`);
export const devicesIcon = (): TemplateResult =>
  icon(
    svg`<rect x="2.75" y="4.5" width="13" height="10" rx="1.75"/><rect x="14" y="9" width="7.25" height="11" rx="1.75"/><path d="M5.5 18.5H11"/>`,
  );
export const doorIcon = (): TemplateResult =>
  icon(svg`<path d="M5 20.5V5a1.5 1.5 0 0 1 1.5-1.5h8A1.5 1.5 0 0 1 16 5v15.5M3 20.5h18M12.75 12v.5"/>`);
export const removeIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="10" cy="8" r="3.5"/><path d="M3.25 19.5c.6-3.6 3.3-5.5 6.75-5.5 1.3 0 2.5.25 3.5.75M15.5 18h6"/>`,
  );
export const reactIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="11" cy="13" r="7.75"/><path d="M7.75 14.75a3.75 3.75 0 0 0 6.5 0M8.5 10.75v.25M13.5 10.75v.25M19.5 2.5v5M17 5h5"/>`,
  );
export const moreIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="5.5" cy="12" r="1.6"/><circle cx="12" cy="12" r="1.6"/><circle cx="18.5" cy="12" r="1.6"/>`,
  );
export const helpIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="12" cy="12" r="9"/><path d="M9.5 9.25a2.6 2.6 0 1 1 3.9 2.4c-.9.5-1.4 1-1.4 2M12 16.75v.1"/>`,
  );
export const lockIcon = (): TemplateResult =>
  icon(
    svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2.25"/><path d="M8.25 10.5V7.75a3.75 3.75 0 0 1 7.5 0v2.75"/>`,
  );
