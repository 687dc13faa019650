import type { ChannelEvents, ReactionName } from '@lectern/core/contract';

/** One reaction as long as it is shown. */
export interface ShownReaction {
  /** Of this page. */
  readonly id: number;
  readonly reaction: ReactionName;
  readonly personId: string;
  readonly name: string;
}

/** How long a reaction is seen. */
export const REACTION_MS = 5_000;
/** A class that claps is not drawn hand by hand: older ones go. */
const AT_MOST = 40;

/** The reactions of the last seconds. */
export class ReactionLog {
  readonly #onChange: (shown: readonly ShownReaction[]) => void;
  #shown: readonly ShownReaction[] = [];
  #count = 0;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(onChange: (shown: readonly ShownReaction[]) => void) {
    this.#onChange = onChange;
  }

  add({ reaction, from }: ChannelEvents['reaction']): void {
    const id = (this.#count += 1);
    this.#set([...this.#shown, { id, reaction, personId: from.id, name: from.name }].slice(-AT_MOST));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#set(this.#shown.filter((one) => one.id !== id));
    }, REACTION_MS);
    this.#timers.add(timer);
  }

  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    if (this.#shown.length > 0) this.#set([]);
  }

  #set(shown: readonly ShownReaction[]): void {
    this.#shown = shown;
    this.#onChange(shown);
  }
}
