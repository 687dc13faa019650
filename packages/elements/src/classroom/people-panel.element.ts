import type { Hand, RosterEntry, SessionYou } from '@lectern/core/contract';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ClassroomElement } from './classroom-element.js';
import {
  cameraIcon,
  cameraOffIcon,
  closeIcon,
  handIcon,
  microphoneIcon,
  microphoneOffIcon,
  moreIcon,
  shareIcon,
} from './icons.js';
import { hueOf, initials } from './initials.js';
import { actionButtons, actionsOn, actionsOnAll } from './person-actions.js';
import { styles } from './people-panel.styles.js';

/**
 * @summary Who is here, the host first, whose hand is up, and what one may do with them.
 *
 * Keyboard: Tab moves through the actions; Escape closes what one may do with a person, then the panel.
 *
 * @tag lectern-people-panel
 */
export class PeoplePanelElement extends ClassroomElement {
  static override styles = styles;

  @property({ attribute: false }) roster: readonly RosterEntry[] = [];
  @property({ attribute: false }) hands: readonly Hand[] = [];
  @property({ attribute: false }) can: SessionYou['can'] | undefined;

  /** One's own. */
  @property({ attribute: 'person-id' }) personId = '';

  @property({ type: Boolean, attribute: 'chat-locked' }) chatLocked = false;

  /** The connection whose actions are shown. */
  @state() private acting = '';

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
  }

  protected override updated(): void {
    for (const avatar of this.renderRoot.querySelectorAll<HTMLElement>('.avatar'))
      avatar.style.setProperty('--_hue', avatar.dataset['hue'] ?? '');
  }

  protected override render(): unknown {
    const { localize } = this;
    return html`<section
      part="panel"
      class="panel"
      aria-label=${localize.term('roomPeople')}
      lang=${localize.lang()}
      dir=${localize.dir()}
      @keydown=${this.#onKey}
    >
      <div class="head">
        <h2>${localize.term('roomPeople')}</h2>
        <button
          type="button"
          class="button button-quiet button-icon close"
          aria-label=${localize.term('lecternClose')}
          @click=${() => this.request({ type: 'panel', panel: undefined })}
        >
          ${closeIcon()}
        </button>
      </div>
      <div class="scroll">
        ${this.#everyone()}
        ${
          this.hands.length > 0
            ? html`<h3>${localize.term('roomHandsUp')}</h3>
                <ol>
                  ${this.hands.map((hand) => this.#hand(hand))}
                </ol>`
            : nothing
        }
        <h3>
          ${localize.term('roomInClass')}
          <span class="muted">${localize.term('roomPeopleCount', this.roster.length)}</span>
        </h3>
        <ul>
          ${repeat(
            this.roster,
            ({ connectionId }) => connectionId,
            (entry) => this.#person(entry),
          )}
        </ul>
      </div>
    </section>`;
  }

  #hand(hand: Hand): unknown {
    const { localize } = this;
    const isOwn = hand.personId === this.personId;
    return html`<li class="person hand-row">
      <span class="hand" aria-hidden="true">${handIcon()}</span>
      <bdi class="name">${hand.name}</bdi>
      ${
        isOwn || this.can?.['hand.lower-other']
          ? html`<button
              type="button"
              class="button small-button"
              @click=${() =>
                isOwn
                  ? this.request({ type: 'hand', on: false })
                  : this.request({ type: 'lower-hand', personId: hand.personId })}
            >
              ${localize.term('roomHandDown')}<span class="visually-hidden">, ${hand.name}</span>
            </button>`
          : nothing
      }
    </li>`;
  }

  #everyone(): unknown {
    const { localize } = this;
    const actions = actionsOnAll(this.hands.length, this.chatLocked, this.can);
    if (actions.length === 0) return nothing;
    return html`<div class="everyone" role="group" aria-label=${localize.term('roomEveryone')}>
      ${actionButtons(actions, localize, (command) => this.request(command))}
    </div>`;
  }

  #actions(entry: RosterEntry): unknown {
    const { localize } = this;
    const handRaised = this.hands.some(({ personId }) => personId === entry.personId);
    const actions = actionsOn(entry, handRaised, this.can);
    if (actions.length === 0) return nothing;
    const isOpen = this.acting === entry.connectionId;
    const label = localize.term('roomActionsFor', entry.name);
    return html`<button
        type="button"
        class="button button-quiet button-icon more"
        aria-label=${label}
        title=${label}
        aria-expanded=${isOpen ? 'true' : 'false'}
        @click=${() => (this.acting = isOpen ? '' : entry.connectionId)}
      >
        ${moreIcon()}
      </button>
      ${
        isOpen
          ? html`<div class="actions" role="group" aria-label=${label}>
              ${actionButtons(actions, localize, (command) => {
                // First: a question that follows gives the focus back to where it came from.
                this.#closeActions();
                this.request(command);
              })}
            </div>`
          : nothing
      }`;
  }

  #person(entry: RosterEntry): unknown {
    const { localize } = this;
    const isOwn = entry.personId === this.personId;
    const { mic, camera, screen } = entry.media;
    const state = (drawing: unknown, text: string, off: boolean): unknown =>
      html`<span class="state ${off ? 'is-off' : ''}"
        >${drawing}<span class="visually-hidden">${text}</span></span
      >`;
    return html`<li class="person" data-connection=${entry.connectionId}>
      <span class="avatar" data-hue=${hueOf(entry.personId)} aria-hidden="true"
        >${initials(localize.lang(), entry.name)}</span
      >
      <span class="name"
        ><bdi>${entry.name}</bdi>
        ${isOwn ? html`<span class="chip">${localize.term('roomYou')}</span>` : nothing}
        ${entry.isHost ? html`<span class="chip chip-accent">${localize.term('roomHost')}</span>` : nothing}</span
      >
      <span class="states">
        ${screen ? state(shareIcon(), localize.term('roomSharing'), false) : nothing}
        ${state(
          mic ? microphoneIcon() : microphoneOffIcon(),
          localize.term(mic ? 'roomMicrophoneIsOn' : 'roomMicrophoneIsOff'),
          !mic,
        )}
        ${state(
          camera ? cameraIcon() : cameraOffIcon(),
          localize.term(camera ? 'roomCameraIsOn' : 'roomCameraOffState'),
          !camera,
        )}
      </span>
      ${isOwn ? nothing : this.#actions(entry)}
    </li>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (this.acting && (event.composedPath()[0] as Element).closest('.more, .actions')) this.#closeActions();
    else this.request({ type: 'panel', panel: undefined });
  };

  #closeActions(): void {
    this.renderRoot.querySelector<HTMLElement>('.more[aria-expanded="true"]')?.focus();
    this.acting = '';
  }
}
