/** Longer than a burst of people takes to come in, shorter than one would wonder. */
const GATHER_MS = 1_200;

/** Collects what happened and says it in one go, so that a class that comes in at once is one sentence. */
export class Announcer {
  readonly #say: (text: string) => void;
  readonly #joined = new Map<string, string>();
  readonly #left = new Map<string, string>();
  readonly #words: {
    joined(names: readonly string[]): string;
    left(names: readonly string[]): string;
  };
  #sentences: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    words: { joined(names: readonly string[]): string; left(names: readonly string[]): string },
    say: (text: string) => void,
  ) {
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

  /** Said with the next; the same sentence once. */
  add(sentence: string): void {
    if (!this.#sentences.includes(sentence)) this.#sentences.push(sentence);
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#joined.clear();
    this.#left.clear();
    this.#sentences = [];
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      const [joined, left] = [[...this.#joined.values()], [...this.#left.values()]];
      const sentences = [
        ...(joined.length > 0 ? [this.#words.joined(joined)] : []),
        ...(left.length > 0 ? [this.#words.left(left)] : []),
        ...this.#sentences,
      ];
      this.stop();
      if (sentences.length > 0) this.#say(sentences.join(' '));
    }, GATHER_MS);
  }
}
