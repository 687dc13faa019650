const KEPT = 60;
const HELD = 200;

interface Numbered {
  readonly seq: number;
}

/** Puts the messages of one direction back in order and drops what came twice. */
export class InboundSequence<Message extends Numbered> {
  #next = 1;
  #gapSince: number | undefined;
  readonly #held = new Map<number, Message>();

  /** The last number up to which nothing is missing. */
  get have(): number {
    return this.#next - 1;
  }

  /** Since when a number is missing while later ones are here. */
  get gapSince(): number | undefined {
    return this.#gapSince;
  }

  /** Answers what may be handled now, in order. */
  accept(message: Message, now: number): Message[] {
    if (message.seq < this.#next) return [];
    if (this.#held.size < HELD || message.seq === this.#next) this.#held.set(message.seq, message);
    const ready: Message[] = [];
    for (let next = this.#held.get(this.#next); next; next = this.#held.get(this.#next)) {
      this.#held.delete(this.#next);
      this.#next += 1;
      ready.push(next);
    }
    if (this.#held.size === 0) this.#gapSince = undefined;
    else if (ready.length > 0 || this.#gapSince === undefined) this.#gapSince = now;
    return ready;
  }
}

/** Numbers what is sent and keeps the newest, so that a hole on the other side can be filled. */
export class SentLog<Message extends Numbered> {
  #last = 0;
  #kept: Message[] = [];

  /** The number for the next message. */
  take(): number {
    this.#last += 1;
    return this.#last;
  }

  keep(message: Message): void {
    this.#kept.push(message);
    if (this.#kept.length > KEPT) this.#kept.shift();
  }

  /** What the other side misses; undefined when part of it is no longer kept. */
  after(have: number): readonly Message[] | undefined {
    const first = this.#kept[0];
    if (first && have < first.seq - 1) return undefined;
    return this.#kept.filter((message) => message.seq > have);
  }
}
