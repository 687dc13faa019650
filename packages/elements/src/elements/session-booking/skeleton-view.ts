import { html, type TemplateResult } from 'lit';

/** The shape of what comes, so that nothing jumps when it does. */
export function skeletonView(label: string): TemplateResult {
  return html`
    <p class="visually-hidden" role="status">${label}</p>
    <div aria-hidden="true" class="skeleton">
      <div class="head">
        <span class="bone disc"></span>
        <div class="head-text">
          <span class="bone bone-heading"></span><span class="bone bone-line"></span>
        </div>
      </div>
      <div class="columns">
        <div class="month">
          <span class="bone bone-heading"></span>
          <div class="bone-days">${Array.from({ length: 35 }, () => html`<span class="bone"></span>`)}</div>
        </div>
        <div class="times">
          <span class="bone bone-heading"></span>
          <div class="slot-grid">
            ${Array.from({ length: 6 }, () => html`<span class="bone bone-slot"></span>`)}
          </div>
        </div>
      </div>
    </div>
  `;
}
