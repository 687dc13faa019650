import type { ChatMessage, PostChatInput } from '@lectern/core/contract';
import { isPassing } from './left-reason.js';
import { backoff } from './timing.js';

/** A line as it is shown. */
export interface ChatLine extends ChatMessage {
  /** `failed`: the server refused it; it can be tried again. */
  readonly status: 'sent' | 'sending' | 'failed';
  readonly own: boolean;
}

export interface ChatAuthor {
  readonly id: string;
  readonly name: string;
  readonly isHost: boolean;
}

export interface ChatLogOptions {
  post(input: PostChatInput): Promise<ChatMessage>;
  author(): ChatAuthor | undefined;
  onChange(lines: readonly ChatLine[]): void;
  onError(error: unknown): void;
  /** First wait before a line is tried again, ms; doubles up to eight times this. */
  readonly retryMs: number;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** `msg-` and 22 of `[a-z0-9]`. */
function newMessageId(): string {
  let id = 'msg-';
  while (id.length < 26)
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      // 252 is the last multiple of 36: no letter is likelier than another.
      if (byte < 252 && id.length < 26) id += ALPHABET[byte % 36];
  return id;
}

/**
 * The chat with one's own lines in it before the server has them. Lines are posted one after the other under an id made
 * here, and again until an answer comes: none is lost and none is there twice.
 */
export class ChatLog {
  readonly #options: ChatLogOptions;
  readonly #sent = new Map<string, ChatMessage>();
  #unsent: ChatLine[] = [];
  #posting = false;
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: ChatLogOptions) {
    this.#options = options;
  }

  /** What the server has; lines that it no longer gives, being older, stay. */
  merge(messages: readonly ChatMessage[]): void {
    for (const message of messages) this.#settle(message);
    this.#changed();
  }

  post(text: string): void {
    const author = this.#options.author();
    if (!author) return;
    this.#unsent.push({
      id: newMessageId(),
      personId: author.id,
      name: author.name,
      isHost: author.isHost,
      text,
      postedAt: new Date().toISOString(),
      status: 'sending',
      own: true,
    });
    this.#changed();
    this.#flush();
  }

  /** Tries a failed line again, under the same id. */
  retry(id: string): void {
    this.#mark(id, 'sending');
    this.#flush();
  }

  /** The channel is back: what waits goes out at once. */
  flush(): void {
    this.#attempts = 0;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#flush();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
  }

  #flush(): void {
    const next = this.#unsent.find(({ status }) => status === 'sending');
    if (!next || this.#posting || this.#retry !== undefined || this.#closed) return;
    this.#posting = true;
    void this.#options
      .post({ id: next.id, text: next.text })
      .then(
        (message) => {
          this.#attempts = 0;
          this.#settle(message);
          this.#changed();
        },
        (error: unknown) => this.#failed(next.id, error),
      )
      .finally(() => {
        this.#posting = false;
        this.#flush();
      });
  }

  #failed(id: string, error: unknown): void {
    if (this.#closed) return;
    if (!isPassing(error)) {
      this.#mark(id, 'failed');
      this.#options.onError(error);
      return;
    }
    this.#attempts += 1;
    const wait = backoff(this.#options.retryMs, this.#attempts);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#flush();
    }, wait);
  }

  #settle(message: ChatMessage): void {
    this.#unsent = this.#unsent.filter(({ id }) => id !== message.id);
    this.#sent.set(message.id, message);
  }

  #mark(id: string, status: ChatLine['status']): void {
    this.#unsent = this.#unsent.map((line) => (line.id === id ? { ...line, status } : line));
    this.#changed();
  }

  #changed(): void {
    if (this.#closed) return;
    const me = this.#options.author()?.id;
    const sent = [...this.#sent.values()]
      .sort((a, b) => (a.postedAt < b.postedAt ? -1 : a.postedAt > b.postedAt ? 1 : 0))
      .map((message): ChatLine => ({ ...message, status: 'sent', own: message.personId === me }));
    this.#options.onChange([...sent, ...this.#unsent]);
  }
}
