import { ContextProvider } from '@lit/context';
import type { LecternClient } from '@lectern/core/client';
import { update } from '@shoelace-style/localize';
import { css, html, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { clientContext } from '../../context/client-context.js';
import { clientFor, type GetToken } from '../../context/client-for.js';
import { LecternElement } from '../../internal/lectern-element.js';
import { warnOnce } from '../../internal/warn-once.js';

/**
 * @summary Gives the elements inside it one client for the server, and with `lang` their language. Shows nothing itself.
 *
 * @tag lectern-context
 *
 * @slot - The page's content, with elements of ours anywhere in it.
 */
export class LecternContextElement extends LecternElement {
  /** @internal */
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  /** Address of the server, e.g. `https://lms.example.edu`. Default: the page's own origin. */
  @property({ attribute: 'api-url' }) apiUrl = '';

  /** Address of the LMS that answers a POST with `{ token, expiresAt }` for the signed-in person. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';

  /** Gives a token, in place of `token-endpoint`. */
  @property({ attribute: false }) getToken: GetToken | undefined;

  /** A client of the page's own. Wins over the attributes. */
  @property({ attribute: false }) client: LecternClient | undefined;

  readonly #provider = new ContextProvider(this, { context: clientContext });

  override attributeChangedCallback(name: string, from: string | null, to: string | null): void {
    super.attributeChangedCallback(name, from, to);
    // The elements inside look for their language upwards, but nothing tells them that it changed here.
    if ((name === 'lang' || name === 'dir') && this.hasUpdated) update();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (
      !this.hasUpdated ||
      changed.has('client') ||
      changed.has('apiUrl') ||
      changed.has('tokenEndpoint') ||
      changed.has('getToken')
    )
      this.#provider.setValue(this.#find());
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }

  #find(): LecternClient | undefined {
    if (this.client) return this.client;
    try {
      return clientFor(this);
    } catch (error) {
      warnOnce('<lectern-context>: api-url or token-endpoint is not an address.', error);
      return undefined;
    }
  }
}
