import type { ReceivedSignal, SignalMessage } from '@lectern/core/contract';
import type { Signalling } from '../call.js';

export interface MemoryExchangeOptions {
  /** Each message takes between 0 and this long, so that messages overtake one another. Default: 0. */
  readonly delayMs?: number;
  /** Share of messages that arrive twice. Default: 0. */
  readonly duplicated?: number;
  /** Loses what it answers true for. */
  drop?(message: ReceivedSignal): boolean;
  /** Default: 1. */
  readonly seed?: number;
}

interface Member {
  readonly listeners: Set<(message: ReceivedSignal) => void>;
  readonly stateListeners: Set<(state: { readonly open: boolean; readonly afterReset: boolean }) => void>;
  open: boolean;
}

/** A channel in memory that is late, doubles and loses, the same way for the same seed. */
export class MemoryExchange {
  readonly #options: MemoryExchangeOptions;
  readonly #members = new Map<string, Member>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #random: number;
  /** Posts and messages taken so far. */
  posts = 0;
  readonly messages: ReceivedSignal[] = [];

  constructor(options: MemoryExchangeOptions = {}) {
    this.#options = options;
    this.#random = options.seed ?? 1;
  }

  signallingOf(id: string): Signalling<SignalMessage, ReceivedSignal> {
    const member: Member = { listeners: new Set(), stateListeners: new Set(), open: true };
    this.#members.set(id, member);
    return {
      send: async (messages) => {
        if (!member.open) throw new TypeError('Failed to fetch');
        this.posts += 1;
        const gone = new Set<string>();
        for (const message of messages) {
          const received: ReceivedSignal = { ...message, from: id };
          this.messages.push(received);
          if (!this.#members.has(message.to)) gone.add(message.to);
          else if (!this.#options.drop?.(received)) this.#pass(received);
        }
        await this.#wait(this.#next() * (this.#options.delayMs ?? 0));
        return { gone: [...gone] };
      },
      onMessage: (listener) => {
        member.listeners.add(listener);
        return () => member.listeners.delete(listener);
      },
      onState: (listener) => {
        member.stateListeners.add(listener);
        return () => member.stateListeners.delete(listener);
      },
    };
  }

  /** Cuts a member off or brings it back, with everything forgotten where `afterReset`. */
  setOpen(id: string, open: boolean, afterReset = false): void {
    const member = this.#members.get(id);
    if (!member) return;
    member.open = open;
    for (const listener of member.stateListeners) listener({ open, afterReset });
  }

  /** Delivers a message that nobody sent, or one again. */
  inject(message: ReceivedSignal): void {
    for (const listener of this.#members.get(message.to)?.listeners ?? []) listener(message);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#members.clear();
  }

  #pass(message: ReceivedSignal): void {
    const copies = this.#next() < (this.#options.duplicated ?? 0) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1)
      void this.#wait(this.#next() * (this.#options.delayMs ?? 0)).then(() => {
        if (this.#members.get(message.to)?.open) this.inject(message);
      });
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }

  /** Mulberry32. */
  #next(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
}
