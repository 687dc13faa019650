import type { LecternClient } from '@lectern/core/client';
import type { AttendanceReport } from '@lectern/core/contract';
import { hubFor } from '../../session/event-hub.js';

/** While the session runs, the numbers are read again this often. */
const REFRESH_MS = 15_000;

/** What of the client the report needs; `me` tells whose single row it is, `events` when the session ends. */
export type ReportClient = Pick<LecternClient, 'attendance'> & Partial<LecternClient>;

export interface ReportStoreOptions {
  readonly client: ReportClient;
  readonly sessionId: string;
  onChange(): void;
  onError(error: unknown): void;
}

/** One session's report, read again while it is not final. */
export class ReportStore {
  readonly #options: ReportStoreOptions;
  #report: AttendanceReport | undefined;
  #ownId: string | undefined;
  #error: unknown;
  #running: AbortController | undefined;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(options: ReportStoreOptions) {
    this.#options = options;
  }

  get client(): ReportClient {
    return this.#options.client;
  }

  get report(): AttendanceReport | undefined {
    return this.#report;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Whether the report holds the reader's own row and nothing else. */
  get isOwn(): boolean {
    const rows = this.#report?.rows;
    return rows?.length === 1 && this.#ownId !== undefined && rows[0]?.personId === this.#ownId;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#unsubscribe = hubFor(this.#options.client).subscribe('me', (event) => {
      const ours = event.type === 'session-changed' && event.data.sessionId === this.#options.sessionId;
      if (ours || event.type === 'reset') void this.load();
    });
    void this.load();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#unsubscribe?.();
    this.#running?.abort();
    this.#running = undefined;
    clearTimeout(this.#timer);
  }

  /** Reads the report again; while that runs, a further call makes it run once more. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again = true;
      return;
    }
    const { signal } = (this.#running = new AbortController());
    const { client, sessionId, onChange, onError } = this.#options;
    try {
      const report = await client.attendance.get(sessionId, { signal });
      if (report.rows.length === 1 && this.#ownId === undefined)
        // Without it the row is shown as a table; nothing is missing.
        this.#ownId = await client.me?.get({ signal }).then(
          ({ id }) => id,
          () => undefined,
        );
      if (signal.aborted) return;
      this.#report = report;
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      onError(error);
    }
    this.#running = undefined;
    this.#schedule();
    onChange();
    if (this.#again) {
      this.#again = false;
      void this.load();
    }
  }

  retry(): void {
    this.#error = undefined;
    this.#options.onChange();
    void this.load();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#report || this.#report.final || document.hidden) return;
    this.#timer = setTimeout(() => void this.load(), REFRESH_MS);
  }

  readonly #onVisibility = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else if (this.#report && !this.#report.final) void this.load();
  };
}
