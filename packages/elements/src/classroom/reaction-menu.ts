import { REACTION_NAMES, type ReactionName } from '@lectern/core/contract';
import { html, type TemplateResult } from 'lit';
import type { LocalizeController } from '../internal/localize.js';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import { EMOJI } from './emoji.js';

export interface ReactionMenuOptions {
  readonly localize: LocalizeController<SessionRoomTerms>;
  readonly open: boolean;
  onReact(reaction: ReactionName): void;
}

/** The reactions side by side; the menu stays, for whoever claps more than once. */
export function reactionMenu({ localize, open, onReact }: ReactionMenuOptions): TemplateResult {
  return html`<div
    class="menu reactions"
    id="react-menu"
    role="group"
    ?hidden=${!open}
    aria-label=${localize.term('roomReact')}
  >
    ${REACTION_NAMES.map((name) => {
      const [drawing, term] = EMOJI[name];
      const label = localize.term(term as 'roomHeart');
      return html`<button
        type="button"
        class="reaction"
        data-reaction=${name}
        aria-label=${label}
        title=${label}
        @click=${() => onReact(name)}
      >
        <span aria-hidden="true">${drawing}</span>
      </button>`;
    })}
  </div>`;
}
