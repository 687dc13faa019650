import { html, nothing, type TemplateResult } from 'lit';
import { crossIcon, downloadIcon } from '../../internal/icons.js';
import { keyboardIcon } from './icons.js';
import { RATES } from './rates.js';
import type { PlayerView } from './player-view.js';

const SIZES: readonly number[] = [75, 100, 150, 200];

/** Speed, captions and the rest that is not needed every minute. */
export function settingsView(view: PlayerView, close: () => void): TemplateResult {
  const { localize, state, actions, captions, shownCaptions } = view;
  const language = localize.lang();
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return html`
    <div class="sheet-head">
      <h2 id="settings-title">${localize.term('playerSettings')}</h2>
      <button type="button" class="control" aria-label=${localize.term('lecternClose')} @click=${close}>
        ${crossIcon()}
      </button>
    </div>
    ${choices(
      'rate',
      localize.term('playerSpeed'),
      RATES.map((rate) => ({
        value: String(rate),
        text:
          rate === 1 ? localize.term('playerNormalSpeed') : localize.term('playerTimes', number.format(rate)),
      })),
      String(state.rate),
      (value) => actions.setRate(Number(value)),
    )}
    ${
      captions.length
        ? html`${choices(
            'captions',
            localize.term('playerCaptions'),
            [
              { value: '', text: localize.term('playerOff') },
              ...captions.map(({ language: value, label }) => ({ value, text: label || value })),
            ],
            shownCaptions,
            (value) => actions.showCaptions(value),
          )}
          ${choices(
            'caption-size',
            localize.term('playerCaptionSize'),
            SIZES.map((size) => ({ value: String(size), text: percent.format(size / 100) })),
            String(view.captionSize),
            (value) => actions.setCaptionSize(Number(value)),
          )}`
        : nothing
    }
    <div class="sheet-actions">
      ${
        view.canDownload
          ? html`<button type="button" class="sheet-action" @click=${() => actions.download()}>
              ${downloadIcon()} ${localize.term('playerDownload')}
            </button>`
          : nothing
      }
      <button type="button" class="sheet-action" @click=${() => actions.openSheet()}>
        ${keyboardIcon()} ${localize.term('playerShortcuts')}
      </button>
    </div>
  `;
}

interface Choice {
  readonly value: string;
  readonly text: string;
}

function choices(
  name: string,
  legend: string,
  all: readonly Choice[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${legend}</legend>
    <div class="choices">
      ${all.map(
        ({ value, text }) =>
          html`<label class="choice"
            ><input
              type="radio"
              name=${name}
              .value=${value}
              .checked=${value === chosen}
              @change=${() => choose(value)}
            /><span><bdi>${text}</bdi></span></label
          >`,
      )}
    </div>
  </fieldset>`;
}
