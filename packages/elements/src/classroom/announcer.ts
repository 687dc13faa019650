/** Longer than a burst of people takes to come in, shorter than one would wonder. */
const GATHER_MS = 1_200;
/** From one sentence to the next: who listens to the class hears the class. */
const EVERY_MS = 5_000;

/** How what was gathered is said. */
export interface AnnouncerWords {
  joined(names: readonly string[]): string;
  left(names: readonly string[]): string;
  hands(names: readonly string[]): string;
  /** @param senders One for each message. */
  messages(senders: readonly string[]): string;
  /** @param reactions One for each, in the order they came. */
  reactions(reactions: readonly string[]): string;
}

/**
 * One polite queue for everything that happens: collects it and says it in one go, so that a class that comes in at once
 * is one sentence, and never more than one every few seconds.
 */
export class Announcer {
  readonly #say: (text: string) => void;
  readonly #words: AnnouncerWords;
  readonly #joined = new Map<string, string>();
  readonly #left = new Map<string, string>();
  readonly #hands = new Map<string, string>();
  #messages: string[] = [];
  #reactions: string[] = [];
  #sentences: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidAt = -Infinity;

  constructor(words: AnnouncerWords, say: (text: string) => void) {
    this.#words = words;
    this.#say = say;
  }

  joined(id: string, name: string): void {
    // Gone and back within a moment: nothing happened.
    if (!this.#left.delete(id)) this.#joined.set(id, name);
    this.#schedule();
  }

  left(id: string, name: string): void {
    if (!this.#joined.delete(id)) this.#left.set(id, name);
    this.#schedule();
  }

  handUp(id: string, name: string): void {
    this.#hands.set(id, name);
    this.#schedule();
  }

  /** Lowered before anybody heard of it: nothing happened. */
  handDown(id: string): void {
    this.#hands.delete(id);
  }

  message(sender: string): void {
    this.#messages.push(sender);
    this.#schedule();
  }

  reaction(reaction: string): void {
    this.#reactions.push(reaction);
    this.#schedule();
  }

  /** Said with the next; the same sentence once. */
  add(sentence: string): void {
    if (!this.#sentences.includes(sentence)) this.#sentences.push(sentence);
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saidAt = -Infinity;
    this.#take();
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    // A sentence that is the same as the last would not be said again.
    this.#say('');
    const wait = Math.max(GATHER_MS, this.#saidAt + EVERY_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const text = this.#take().join(' ');
      if (!text) return;
      this.#saidAt = performance.now();
      this.#say(text);
    }, wait);
  }

  /** Everything that was gathered, what is for oneself first. */
  #take(): readonly string[] {
    const words = this.#words;
    const told = <Told>(all: readonly Told[], say: (all: readonly Told[]) => string): readonly string[] =>
      all.length > 0 ? [say(all)] : [];
    const sentences = [
      ...this.#sentences,
      ...told([...this.#joined.values()], (all) => words.joined(all)),
      ...told([...this.#left.values()], (all) => words.left(all)),
      ...told([...this.#hands.values()], (all) => words.hands(all)),
      ...told(this.#messages, (all) => words.messages(all)),
      ...told(this.#reactions, (all) => words.reactions(all)),
    ];
    for (const gathered of [this.#joined, this.#left, this.#hands]) gathered.clear();
    this.#messages = [];
    this.#reactions = [];
    this.#sentences = [];
    return sentences;
  }
}
