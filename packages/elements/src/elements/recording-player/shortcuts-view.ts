import { html, type TemplateResult } from 'lit';
import { crossIcon } from '../../internal/icons.js';
import type { LocalizeController } from '../../internal/localize.js';
import type { RecordingPlayerTerms } from './recording-player.terms.js';

/** Which keys do what. */
export function shortcutsView(
  localize: LocalizeController<RecordingPlayerTerms>,
  close: () => void,
): TemplateResult {
  const rows = [
    [['k', localize.term('playerSpace')], 'playerKeyPlay'],
    [['←', '→', 'j', 'l'], 'playerKeySkip'],
    [['↑', '↓'], 'playerKeyVolume'],
    [['m'], 'playerKeyMute'],
    [['c'], 'playerKeyCaptions'],
    [['f'], 'playerKeyFullscreen'],
    [['<', '>'], 'playerKeySpeed'],
    [['[', ']'], 'playerKeyChapter'],
    [['0', '…', '9'], 'playerKeyJump'],
    [['Home', 'End'], 'playerKeyEnds'],
    [[',', '.'], 'playerKeyFrame'],
    [['?'], 'playerKeySheet'],
  ] as const;
  return html`
    <div class="sheet-head">
      <h2 id="shortcuts-title">${localize.term('playerShortcuts')}</h2>
      <button type="button" class="control" aria-label=${localize.term('lecternClose')} @click=${close}>
        ${crossIcon()}
      </button>
    </div>
    <dl class="keys">
      ${rows.map(
        ([keys, meaning]) =>
          html`<div>
            <dt dir="ltr">
              ${keys.map((key) => (key === '…' ? html`<span>–</span>` : html`<kbd>${key}</kbd>`))}
            </dt>
            <dd>${localize.term(meaning)}</dd>
          </div>`,
      )}
    </dl>
  `;
}
