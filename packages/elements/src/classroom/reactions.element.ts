import type { ReactionName } from '@lectern/core/contract';
import { html } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownReaction } from '../session/reaction-log.js';
import { ClassroomElement } from './classroom-element.js';
import { EMOJI } from './emoji.js';
import { styles } from './reactions.styles.js';

const LANES = 6;
/** More at once is a cloud: the newest are drawn. */
const FLOATING = 14;

/**
 * @summary The reactions of the last seconds, floating over the pictures; where motion is unwanted, how many there are of
 * each. Decorative: the room says them to a screen reader.
 *
 * @tag lectern-reactions
 */
export class ReactionsElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) reactions: readonly ShownReaction[] = [];

  protected override render(): unknown {
    const { localize, reactions } = this;
    const counts = new Map<ReactionName, number>();
    for (const { reaction } of reactions) counts.set(reaction, (counts.get(reaction) ?? 0) + 1);
    const format = new Intl.NumberFormat(localize.lang());
    return html`<div aria-hidden="true" lang=${localize.lang()} dir=${localize.dir()}>
      ${repeat(
        reactions.slice(-FLOATING),
        ({ id }) => id,
        ({ id, reaction, name }) =>
          html`<div class="floating lane-${id % LANES}">
            <span class="drawing">${EMOJI[reaction][0]}</span><bdi class="name">${name}</bdi>
          </div>`,
      )}
      <div class="counts">
        ${[...counts].map(
          ([reaction, count]) =>
            html`<span class="count" data-reaction=${reaction}
              >${EMOJI[reaction][0]} ${format.format(count)}</span
            >`,
        )}
      </div>
    </div>`;
  }
}
