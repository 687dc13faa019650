import { Engine } from './engine.js';
import type { FromComposer, ToComposer } from './messages.js';

/** Takes messages in order while the engine starts, and after. */
export class Conductor {
  readonly #post: (message: FromComposer, transfer?: Transferable[]) => void;
  readonly #waiting: ToComposer[] = [];
  #engine: Engine | undefined;
  #begun = false;
  #closed = false;

  constructor(post: (message: FromComposer, transfer?: Transferable[]) => void) {
    this.#post = (message, transfer) => {
      if (!this.#closed) post(message, transfer);
    };
  }

  tell(message: ToComposer): void {
    if (message.type === 'start') void this.#start(message);
    else if (message.type === 'stop' && this.#engine) void this.#engine.stop();
    else if (message.type !== 'stop' && this.#engine) this.#engine.tell(message);
    else this.#waiting.push(message);
  }

  /** Drops everything. */
  close(): void {
    this.#closed = true;
    this.#engine?.drop();
  }

  async #start(message: Extract<ToComposer, { readonly type: 'start' }>): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    this.#engine = await Engine.start(message, this.#post);
    if (this.#closed) this.#engine?.drop();
    else for (const each of this.#waiting.splice(0)) this.tell(each);
  }
}
