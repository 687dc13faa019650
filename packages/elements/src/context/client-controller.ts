import type { LecternClient } from '@lectern/core/client';
import { ContextEvent } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { warnOnce } from '../internal/warn-once.js';
import { clientContext } from './client-context.js';
import { clientFor, type Connection } from './client-for.js';

/** How long a page may take to give a client before we say that none came. */
const PATIENCE_MS = 3_000;

export interface ClientHost<Client> extends LitElement, Connection {
  readonly client: Client | undefined;
  /** True while the element does well without a client: nobody waits for one. */
  readonly clientOptional?: boolean;
}

/**
 * Finds the client of an element: its `client` property, else its own `api-url` and `token-endpoint`, else the
 * `<lectern-context>` around it, also when that one is registered later.
 */
export class ClientController<Client> implements ReactiveController {
  readonly #host: ClientHost<Client>;
  readonly #onChange: (client: Client | undefined) => void;
  #fromContext: LecternClient | undefined;
  #unsubscribe: (() => void) | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #current: Client | undefined;
  #missing = false;

  /** @param onChange Called with the client after connecting and with `undefined` after disconnecting. */
  constructor(host: ClientHost<Client>, onChange: (client: Client | undefined) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get current(): Client | undefined {
    return this.#current;
  }

  /** True when the page has had time to give a client and did not. */
  get missing(): boolean {
    return this.#missing;
  }

  hostConnected(): void {
    this.#askContext();
    void customElements.whenDefined('lectern-context').then(() => {
      if (this.#host.isConnected && !this.#unsubscribe) this.#askContext();
    });
    this.#settle();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#fromContext = undefined;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#set(undefined);
  }

  /** Properties may have changed; Lit calls it before each update. */
  hostUpdate(): void {
    if (this.#host.isConnected) this.#settle();
  }

  #askContext(): void {
    this.#host.dispatchEvent(
      new ContextEvent(
        clientContext,
        this.#host,
        (client, unsubscribe) => {
          // A provider further in may answer later than one further out.
          if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
          this.#unsubscribe = unsubscribe;
          this.#fromContext = client;
          this.#settle();
        },
        true,
      ),
    );
  }

  #settle(): void {
    let client: Client | undefined;
    try {
      client = this.#host.client ?? (clientFor(this.#host) as Client | undefined);
    } catch (error) {
      warnOnce(`<${this.#host.localName}>: api-url or token-endpoint is not an address.`, error);
    }
    this.#set(client ?? (this.#fromContext as Client | undefined));
    if (this.#current || this.#host.clientOptional) {
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.#missing = false;
    } else {
      this.#patience ??= setTimeout(() => this.#giveUp(), PATIENCE_MS);
    }
  }

  #giveUp(): void {
    this.#missing = true;
    warnOnce(
      `<${this.#host.localName}> has no server to talk to. Put it inside ` +
        '<lectern-context api-url="…" token-endpoint="…">, or give it these attributes or a client property.',
    );
    this.#host.requestUpdate();
  }

  #set(client: Client | undefined): void {
    if (client === this.#current) return;
    this.#current = client;
    this.#onChange(client);
    this.#host.requestUpdate();
  }
}
