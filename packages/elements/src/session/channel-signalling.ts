import type { ConnectionsClient } from '@lectern/core/client';
import type { ReceivedSignal, SignalMessage } from '@lectern/core/contract';
import type { Signalling } from '../call/call.js';

/** Signalling of one connection over our channel. The store feeds it what the stream brings. */
export class ChannelSignalling implements Signalling<SignalMessage, ReceivedSignal> {
  readonly #connections: Pick<ConnectionsClient, 'sendSignals'>;
  readonly #connectionId: string;
  readonly #messageListeners = new Set<(message: ReceivedSignal) => void>();
  readonly #stateListeners = new Set<
    (state: { readonly open: boolean; readonly afterReset: boolean }) => void
  >();
  /** What comes between joining and the call's first look. */
  #early: ReceivedSignal[] = [];
  #open = false;

  constructor(connections: Pick<ConnectionsClient, 'sendSignals'>, connectionId: string) {
    this.#connections = connections;
    this.#connectionId = connectionId;
  }

  send(
    messages: readonly SignalMessage[],
    signal?: AbortSignal,
  ): Promise<{ readonly gone: readonly string[] }> {
    return this.#connections.sendSignals(this.#connectionId, { messages }, signal ? { signal } : {});
  }

  onMessage(listener: (message: ReceivedSignal) => void): () => void {
    this.#messageListeners.add(listener);
    for (const message of this.#early.splice(0)) listener(message);
    return () => this.#messageListeners.delete(listener);
  }

  onState(listener: (state: { readonly open: boolean; readonly afterReset: boolean }) => void): () => void {
    this.#stateListeners.add(listener);
    listener({ open: this.#open, afterReset: false });
    return () => this.#stateListeners.delete(listener);
  }

  receive(message: ReceivedSignal): void {
    if (message.to !== this.#connectionId) return;
    if (this.#messageListeners.size === 0) this.#early.push(message);
    for (const listener of [...this.#messageListeners]) listener(message);
  }

  setState(open: boolean, afterReset: boolean): void {
    this.#open = open;
    for (const listener of [...this.#stateListeners]) listener({ open, afterReset });
  }
}
