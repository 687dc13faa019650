import type { EventsClient, EventStream } from '@lectern/core/client';
import type { ChannelEvent } from '@lectern/core/contract';
import { earlier, isAfter } from './cursor.js';

/** Hears every event of the stream, whichever topic brought it. */
export type EventListener = (event: ChannelEvent) => void;

export interface HubOptions {
  /** Nothing up to here is heard, and nothing after it is missed. Default: from now on. */
  readonly cursor?: string;
  /** Whether the stream carries anything at the moment: told at once and at every change. */
  onState?(open: boolean): void;
  /** The server refused for good; nothing more will be heard. */
  onError?(error: unknown): void;
}

/** One stream a page, shared by all elements with the same client. */
export interface EventHub {
  /**
   * Hears events while at least this topic is asked for: `me`, or `connection:<id>`. Answers what ends it. An event
   * `reset` comes through as well, and once when a stream that was away is back.
   */
  subscribe(topic: string, listener: EventListener, options?: HubOptions): () => void;
}

interface WithEvents {
  readonly events?: EventsClient | undefined;
}

interface Subscription {
  readonly topic: string;
  readonly listener: EventListener;
  readonly options: HubOptions;
}

const SILENT: EventHub = { subscribe: () => () => {} };
const hubs = new WeakMap<EventsClient, EventHub>();

/** The hub of a client. A client without events has one that stays silent. */
export function hubFor(client: WithEvents): EventHub {
  const { events } = client;
  if (!events) return SILENT;
  let hub = hubs.get(events);
  if (!hub) hubs.set(events, (hub = new SharedStream(events)));
  return hub;
}

class SharedStream implements EventHub {
  readonly #events: EventsClient;
  readonly #subscriptions = new Set<Subscription>();
  #stream: EventStream | undefined;
  #open = false;
  #scheduled = false;
  /** Where the newest subscriptions want to begin. */
  #from: string | undefined;

  constructor(events: EventsClient) {
    this.#events = events;
  }

  subscribe(topic: string, listener: EventListener, options: HubOptions = {}): () => void {
    const own: Subscription = { topic, listener, options };
    this.#subscriptions.add(own);
    if (options.cursor) this.#from = this.#from ? earlier(this.#from, options.cursor) : options.cursor;
    this.#schedule();
    options.onState?.(this.#open);
    return () => {
      if (this.#subscriptions.delete(own)) this.#schedule();
    };
  }

  /** After the task's changes are all made: an element that is moved leaves and comes within one. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#settle();
    });
  }

  #settle(): void {
    const topics = [...new Set([...this.#subscriptions].map(({ topic }) => topic))].sort();
    const from = this.#from;
    this.#from = undefined;
    if (topics.length === 0) {
      this.#stream?.close();
      this.#stream = undefined;
    } else if (this.#stream) {
      const { cursor } = this.#stream;
      this.#stream.setTopics(topics, from && cursor ? earlier(from, cursor) : from);
    } else {
      this.#start(topics, from);
    }
  }

  #start(topics: readonly string[], cursor: string | undefined): void {
    const stream = this.#events.open({
      topics,
      ...(cursor ? { cursor } : {}),
      onEvent: (event) => this.#deliver(event),
      onState: (state) => {
        if (this.#stream === stream) this.#setOpen(state === 'open');
      },
      onError: (error) => {
        if (this.#stream === stream) this.#fail(error);
      },
    });
    this.#stream = stream;
  }

  #deliver(event: ChannelEvent): void {
    for (const { listener, options } of [...this.#subscriptions]) {
      if (event.id !== undefined && options.cursor && !isAfter(event.id, options.cursor)) continue;
      listener(event);
    }
  }

  #setOpen(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    for (const { options } of [...this.#subscriptions]) options.onState?.(open);
  }

  /** A connection that is over ends the stream for everybody; the others go on without it. */
  #fail(error: unknown): void {
    // From where it stood, or the others would miss what happens meanwhile.
    this.#from ??= this.#stream?.cursor;
    this.#stream = undefined;
    this.#setOpen(false);
    const concerned = [...this.#subscriptions].filter(({ options }) => options.onError);
    for (const one of concerned) this.#subscriptions.delete(one);
    for (const { options } of concerned) options.onError?.(error);
    if (concerned.length > 0) this.#schedule();
    else this.#from = undefined;
  }
}
