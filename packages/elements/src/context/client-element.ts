import type { LecternClient } from '@lectern/core/client';
import { property } from 'lit/decorators.js';
import { LecternElement } from '../internal/lectern-element.js';
import { ClientController } from './client-controller.js';
import type { GetToken } from './client-for.js';

/** The slices an element needs; the others are used where they are given. */
export type ClientSlices<Slice extends keyof LecternClient> = Pick<LecternClient, Slice> &
  Partial<LecternClient>;

/** Base of the elements that talk to the server. */
export abstract class ClientElement<
  Slice extends keyof LecternClient = keyof LecternClient,
> extends LecternElement {
  /** Address of the server, e.g. `https://lms.example.edu`. Default: the page's own origin. */
  @property({ attribute: 'api-url' }) apiUrl = '';

  /** Address of the LMS that answers a POST with `{ token, expiresAt }` for the signed-in person. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';

  /** Gives a token, in place of `token-endpoint`. */
  @property({ attribute: false }) getToken: GetToken | undefined;

  /** A client of the page's own. Wins over attributes and over the `<lectern-context>` around. */
  @property({ attribute: false }) client: ClientSlices<Slice> | undefined;

  protected readonly connection = new ClientController<ClientSlices<Slice>>(this, (client) =>
    this.clientChanged(client),
  );

  /**
   * The client to use from now on; `undefined` when there is none any more, also after disconnecting: what was asked
   * of the former one is to be given up.
   */
  protected abstract clientChanged(client: ClientSlices<Slice> | undefined): void;
}
