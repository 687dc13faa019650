import type { ConnectionsClient } from '@lectern/core/client';
import type { ChannelEvent, JoinedSession, LeftReason } from '@lectern/core/contract';
import { ChannelSignalling } from './channel-signalling.js';
import type { EventHub } from './event-hub.js';
import { isPassing, leftReasonOf } from './left-reason.js';

export interface JoinedConnectionOptions {
  readonly connections: ConnectionsClient;
  readonly hub: EventHub;
  readonly joined: JoinedSession;
  readonly sessionId: string;
  onEvent(event: ChannelEvent): void;
  /** What is known may be incomplete. */
  onReset(): void;
  onState(open: boolean): void;
  onAdmitted(): void;
  onLeft(why: LeftReason): void;
  /** The server will not have us for a reason that is none of the above. */
  onRefused(error: unknown): void;
}

/** One connection from joining to leaving: its part of the stream, its heartbeats and its signalling. */
export class JoinedConnection {
  readonly id: string;
  readonly signalling: ChannelSignalling;
  readonly #options: JoinedConnectionOptions;
  readonly #undo: (() => void)[] = [];
  #beating = false;
  #open = false;
  #waiting: boolean;
  #closed = false;

  constructor(options: JoinedConnectionOptions) {
    const { connections, hub, joined } = options;
    this.#options = options;
    this.id = joined.connectionId;
    this.#waiting = joined.state === 'waiting';
    this.signalling = new ChannelSignalling(connections, this.id);
    const beat = setInterval(() => void this.beat(), joined.heartbeatSeconds * 1_000);
    this.#undo.push(
      () => clearInterval(beat),
      hub.subscribe(`connection:${this.id}`, (event) => this.#receive(event), {
        cursor: joined.cursor,
        onState: (open) => this.#onState(open),
        onError: (error) => this.#onError(error),
      }),
    );
  }

  /** Says that we are here; learns when we are not. */
  async beat(): Promise<void> {
    if (this.#beating || this.#closed) return;
    this.#beating = true;
    try {
      const { state, why } = await this.#options.connections.heartbeat(this.id);
      if (this.#closed) return;
      if (state === 'left') this.#left(why ?? 'lapsed');
      else if (state === 'admitted') this.#admitted();
    } catch (error) {
      // A beat that is lost is no news: the lease is longer than several.
      if (!isPassing(error) && !this.#closed) this.#onError(error);
    } finally {
      this.#beating = false;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const undo of this.#undo.splice(0)) undo();
    this.signalling.setState(false, false);
  }

  #onState(open: boolean): void {
    if (this.#closed) return;
    const returned = open && !this.#open;
    this.#open = open;
    this.signalling.setState(open, false);
    this.#options.onState(open);
    if (returned) void this.beat();
  }

  #onError(error: unknown): void {
    const why = leftReasonOf(error);
    if (why) this.#left(why);
    else this.#options.onRefused(error);
  }

  #receive(event: ChannelEvent): void {
    if (this.#closed) return;
    if (event.type === 'signal') {
      this.signalling.receive(event.data);
      return;
    }
    if (event.type === 'reset') {
      this.signalling.setState(this.#open, true);
      this.#options.onReset();
      return;
    }
    if (!('sessionId' in event.data) || event.data.sessionId !== this.#options.sessionId) return;
    if (event.type === 'connection-changed' && event.data.connection.connectionId === this.id) {
      const { state, why } = event.data.connection;
      if (state === 'left') {
        this.#left(why ?? 'left');
        return;
      }
      if (state === 'admitted') this.#admitted();
    }
    this.#options.onEvent(event);
  }

  #admitted(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#options.onAdmitted();
  }

  #left(why: LeftReason): void {
    if (this.#closed) return;
    this.close();
    this.#options.onLeft(why);
  }
}
