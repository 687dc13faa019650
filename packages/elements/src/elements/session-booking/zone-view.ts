import { html, nothing, type TemplateResult } from 'lit';
import { offsetAt, zoneCity } from '../../internal/format.js';
import { globeIcon } from '../../internal/icons.js';
import { zoneLabel } from '../../internal/viewer-zone.js';
import { slotsOn } from './booking-state.js';
import type { BookingView } from './booking-view.js';

/** In which zone the times are shown, always; with a list to choose another when it is asked for. */
export function zoneView(
  view: BookingView,
  picking: boolean,
  onPicking: (picking: boolean) => void,
  onZone: (zone: string) => void,
): TemplateResult {
  const { state, localize } = view;
  // What the server says of that day wins over what the browser knows.
  const shown = state.slot ?? slotsOn(state, state.date)[0];
  const offset = shown?.viewerOffset ?? offsetAt(state.zone, `${state.date ?? state.today}T12:00:00Z`);
  return html`<div class="zone" part="zone">
    ${globeIcon()}
    <p>${localize.term('bookingTimesShownIn', zoneLabel(state.zone, offset))}</p>
    <button
      type="button"
      class="button button-quiet"
      aria-expanded=${picking ? 'true' : 'false'}
      @click=${() => onPicking(!picking)}
    >
      ${localize.term('bookingChangeZone')}
    </button>
    ${
      picking
        ? html`<label class="field zone-field">
            <span class="label">${localize.term('bookingZone')}</span>
            <select
              class="input"
              id="zone"
              @change=${(event: Event) => onZone((event.target as HTMLSelectElement).value)}
            >
              ${options(view)}
            </select>
          </label>`
        : nothing
    }
  </div>`;
}

function options({ state }: BookingView): TemplateResult[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const near = new Set([state.zone, own, ...(state.list ? [state.list.hostZone] : []), 'UTC']);
  const option = (zone: string): TemplateResult =>
    html`<option value=${zone} ?selected=${zone === state.zone}>${zoneCity(zone)}</option>`;
  const regions = new Map<string, string[]>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const region = zone.slice(0, zone.indexOf('/'));
    if (!near.has(zone)) regions.set(region, [...(regions.get(region) ?? []), zone]);
  }
  return [
    ...[...near].map(option),
    ...[...regions].map(([region, zones]) => html`<optgroup label=${region}>${zones.map(option)}</optgroup>`),
  ];
}
