import type { Hand, RosterEntry } from '@lectern/core/contract';
import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot, LocalMedia } from '../call/call.js';
import { ClassroomElement } from './classroom-element.js';
import { fitGrid } from './fit-grid.js';
import { peopleIcon, shareIcon } from './icons.js';
import { styles } from './stage.styles.js';

const GAP = 10;
/** Below this width tiles may be taller than wide. */
const NARROW = 600;
/** Elsewhere this much of both sides may go, for tiles that fill the room. */
const LANDSCAPE = 4 / 3;

/**
 * @summary Everybody's picture in the grid that fits, or a shared screen with the others in a strip.
 *
 * @tag lectern-stage
 *
 * @csspart stage - The ground.
 */
export class StageElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) roster: readonly RosterEntry[] = [];
  @property({ attribute: false }) hands: readonly Hand[] = [];
  @property({ attribute: false }) call: CallSnapshot | undefined;
  @property({ attribute: false }) local: LocalMedia | undefined;
  @property({ attribute: 'connection-id' }) connectionId = '';

  readonly #resized =
    typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.#layOut());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized?.observe(this);
  }

  override disconnectedCallback(): void {
    this.#resized?.disconnect();
    super.disconnectedCallback();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#layOut();
  }

  protected override render(): unknown {
    const { localize } = this;
    const sharing = this.#sharing();
    const tiles = repeat(
      this.roster,
      ({ connectionId }) => connectionId,
      (entry) => this.#tile(entry),
    );
    const isAlone = this.roster.length === 1 && !sharing;
    return html`<section
      part="stage"
      class="stage ${sharing ? 'with-screen' : ''}"
      aria-label=${localize.term('roomStage')}
      lang=${localize.lang()}
      dir=${localize.dir()}
    >
      ${sharing ? this.#screen(sharing) : nothing}
      <div class="tiles"><div class="grid">${tiles}</div></div>
      ${
        isAlone
          ? html`<p class="alone">
              ${peopleIcon()}<span
                ><strong>${localize.term('roomAlone')}</strong> ${localize.term('roomAloneText')}</span
              >
            </p>`
          : nothing
      }
    </section>`;
  }

  /** Whose screen is shown: somebody else's before one's own. */
  #sharing(): RosterEntry | undefined {
    const others = this.roster.filter(({ connectionId }) => connectionId !== this.connectionId);
    return (
      others.find(({ connectionId }) => this.call?.peers.get(connectionId)?.streams.screen) ??
      this.roster.find(({ connectionId }) => connectionId === this.connectionId && this.local?.screen)
    );
  }

  #screen(entry: RosterEntry): unknown {
    const { localize } = this;
    if (entry.connectionId !== this.connectionId) {
      const stream = this.call?.peers.get(entry.connectionId)?.streams.screen;
      return html`<div class="screen">
        <lectern-tile
          screen
          exportparts="tile, label"
          name=${entry.name}
          person-id=${entry.personId}
          .stream=${stream}
        ></lectern-tile>
      </div>`;
    }
    // Not one's own screen: it would show itself in itself.
    return html`<div class="screen own-screen">
      ${shareIcon()}
      <p>${localize.term('roomYouShare')}</p>
      <button
        type="button"
        class="button button-primary"
        @click=${() => this.request({ type: 'screen', on: false })}
      >
        ${localize.term('roomShareStop')}
      </button>
    </div>`;
  }

  #tile(entry: RosterEntry): unknown {
    const isOwn = entry.connectionId === this.connectionId;
    const peer = this.call?.peers.get(entry.connectionId);
    const streams = isOwn ? this.local?.streams : peer?.streams;
    const isMuted = isOwn ? !this.local?.microphone : !entry.media.mic;
    const isCameraOn = isOwn ? this.local?.camera : entry.media.camera;
    return html`<lectern-tile
      exportparts="tile, label"
      data-connection=${entry.connectionId}
      name=${entry.name}
      person-id=${entry.personId}
      ?own=${isOwn}
      ?host=${entry.isHost}
      ?microphone-off=${isMuted}
      ?hand-raised=${this.hands.some(({ personId }) => personId === entry.personId)}
      .stream=${isCameraOn ? streams?.camera : undefined}
      .microphone=${isOwn && !isMuted ? streams?.microphone : undefined}
      .level=${peer?.audioLevel ?? 0}
      .connection=${isOwn ? 'connected' : (peer?.state ?? 'connecting')}
    ></lectern-tile>`;
  }

  /** Sizes come by custom properties: a style attribute would break under the page's content security policy. */
  #layOut(): void {
    const tiles = this.renderRoot.querySelector('.tiles');
    if (!tiles) return;
    const { clientWidth: width, clientHeight: height } = tiles;
    const narrowest = width < NARROW && height > width ? 0.7 : LANDSCAPE;
    const fit = fitGrid(this.roster.length, { width, height, gap: GAP, narrowest });
    const row = fit.columns * fit.width + (fit.columns - 1) * GAP;
    this.style.setProperty('--_row-width', `${row + 1}px`);
    this.style.setProperty('--_tile-width', `${fit.width}px`);
    this.style.setProperty('--_tile-height', `${fit.height}px`);
  }
}
