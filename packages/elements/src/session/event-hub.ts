import type { EventsClient, EventStream } from '@lectern/core/client';
import type { ChannelEvent } from '@lectern/core/contract';

/** Hears every event of the stream, whichever topic brought it. */
export type EventListener = (event: ChannelEvent) => void;

/** One stream a page, shared by all elements with the same client. */
export interface EventHub {
  /**
   * Hears events while at least this topic is asked for: `me`, or `connection:<id>`. Answers what ends it. An event
   * `reset` comes through as well, and once when a stream that was away is back.
   */
  subscribe(topic: string, listener: EventListener): () => void;
}

interface WithEvents {
  readonly events?: EventsClient | undefined;
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
  readonly #listeners = new Map<EventListener, string>();
  #stream: EventStream | undefined;
  #scheduled = false;

  constructor(events: EventsClient) {
    this.#events = events;
  }

  subscribe(topic: string, listener: EventListener): () => void {
    // A function of its own, so that the same listener given twice is heard twice and ended apart.
    const own: EventListener = (event) => listener(event);
    this.#listeners.set(own, topic);
    this.#schedule();
    return () => {
      if (this.#listeners.delete(own)) this.#schedule();
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
    const topics = [...new Set(this.#listeners.values())].sort();
    if (topics.length === 0) {
      this.#stream?.close();
      this.#stream = undefined;
    } else if (this.#stream) {
      this.#stream.setTopics(topics);
    } else {
      this.#stream = this.#events.open({
        topics,
        onEvent: (event) => {
          for (const listener of [...this.#listeners.keys()]) listener(event);
        },
        onError: () => {
          this.#stream = undefined;
        },
      });
    }
  }
}
