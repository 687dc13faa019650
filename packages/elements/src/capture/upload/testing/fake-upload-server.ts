import type { RecordingsClient } from '@lectern/core/client';
import { LecternError, type LecternErrorCode, type OpenPartInput } from '@lectern/core/contract';

/** What the server does with one request in place of answering well. */
export type FakeFault =
  | { readonly status: number; readonly code: LecternErrorCode; readonly details?: object }
  /** The request never arrives. */
  | 'unreachable'
  /** It arrives and is done, but the answer does not come back. */
  | 'answer-lost'
  /** It arrives and is done, and the answer is not what it should be. */
  | 'answer-cut'
  /** Nothing comes back until `release`. */
  | 'held';

export interface FakePart {
  readonly input: OpenPartInput;
  readonly chunks: Map<number, Uint8Array>;
  finished: { readonly chunks: number; readonly durationMs: number; readonly force?: boolean } | undefined;
}

/** The upload side of a server, in memory: keeps what it is sent and does what a test tells it to. */
export class FakeUploadServer {
  readonly parts = new Map<string, FakePart>();
  /** Every request that came, such as `PUT prt-one 3`. */
  readonly log: string[] = [];
  /** How many requests were under way at once at most. */
  mostAtOnce = 0;
  /** Tickets made before this are over. */
  goodTickets = 0;
  #ticket = 0;
  #atOnce = 0;
  readonly #faults = new Map<string, FakeFault[]>();
  #always: FakeFault | undefined;
  #held: (() => void)[] = [];

  /** For `openPart` and `renewUpload` of a client. */
  readonly recordings: Pick<RecordingsClient, 'openPart' | 'renewUpload'> = {
    openPart: async (_id, input) => {
      await this.#fail('OPEN', input.id);
      const known = this.parts.get(input.id);
      if (!known) this.parts.set(input.id, { input, chunks: new Map(), finished: undefined });
      const index = [...this.parts.keys()].indexOf(input.id);
      return { partId: input.id, index, upload: this.#newTicket(input.id) };
    },
    renewUpload: async (partId) => {
      await this.#fail('RENEW', partId);
      if (!this.parts.has(partId)) throw new LecternError('NOT_FOUND', 'No such part.', { status: 404 });
      return this.#newTicket(partId);
    },
  };

  /** The next request that begins so, such as `PUT prt-one 3` or `PUT`, meets this. */
  failNext(request: string, ...faults: readonly FakeFault[]): void {
    this.#faults.set(request, [...(this.#faults.get(request) ?? []), ...faults]);
  }

  /** Everything meets this, until told otherwise. */
  failAlways(fault: FakeFault | undefined): void {
    this.#always = fault;
  }

  /** Lets everything go on that is held. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  bytesOf(partId: string): Uint8Array {
    const chunks = [...(this.parts.get(partId)?.chunks ?? [])].sort(([a], [b]) => a - b);
    return new Uint8Array(chunks.flatMap(([, bytes]) => [...bytes]));
  }

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const [, ticket = '', partId = '', action = '', number = ''] =
      /\/uploads\/(\d+)\/([^/]+)\/(\w+)\/?(\d*)$/.exec(input as string) ?? [];
    const name = action === 'finish' ? 'FINISH' : (init.method ?? 'GET');
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    try {
      const fault = this.#take(`${name} ${partId}${number && ` ${number}`}`);
      if (fault === 'unreachable') throw new TypeError('Failed to fetch');
      if (fault === 'held') await this.#hold(init.signal);
      if (typeof fault === 'object') return refusal(fault);
      if (Number(ticket) < this.goodTickets) return refusal({ status: 403, code: 'TICKET_INVALID' });
      const answer = await this.#answer(name, partId, Number(number), init);
      if (fault === 'answer-lost') throw new TypeError('Failed to fetch');
      return fault === 'answer-cut' ? new Response('{"ran', { status: 200 }) : answer;
    } finally {
      this.#atOnce -= 1;
    }
  };

  async #answer(name: string, partId: string, number: number, init: RequestInit): Promise<Response> {
    const part = this.parts.get(partId);
    if (!part) return refusal({ status: 404, code: 'NOT_FOUND' });
    if (name === 'PUT') return this.#put(part, number, init);
    if (name === 'FINISH') return this.#finish(part, JSON.parse(init.body as string));
    const numbers = [...part.chunks.keys()].sort((a, b) => a - b);
    return Response.json({ ranges: numbers.map((one) => [one, one]), bytes: 0 });
  }

  async #put(part: FakePart, number: number, { body, headers }: RequestInit): Promise<Response> {
    const bytes = body as Uint8Array<ArrayBuffer>;
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const wanted = `sha-256=:${btoa(String.fromCharCode(...sum))}:`;
    if (new Headers(headers).get('content-digest') !== wanted)
      return refusal({ status: 422, code: 'DIGEST_MISMATCH' });
    const known = part.chunks.get(number);
    if (known && known.join() !== bytes.join()) return refusal({ status: 409, code: 'CHUNK_CONFLICT' });
    if (part.finished) return refusal({ status: 409, code: 'RECORDING_STATE' });
    part.chunks.set(number, bytes.slice());
    return new Response(null, { status: 204 });
  }

  #finish(part: FakePart, input: NonNullable<FakePart['finished']>): Response {
    const missing = Array.from({ length: input.chunks }, (_, n) => n).filter((n) => !part.chunks.has(n));
    if (missing.length > 0 && !input.force)
      return refusal({ status: 409, code: 'CHUNKS_MISSING', details: { missing } });
    part.finished = input;
    return Response.json({ state: missing.length > 0 ? 'incomplete' : 'complete' }, { status: 202 });
  }

  #newTicket(partId: string): { url: string; expiresAt: string; maxChunkBytes: number } {
    this.#ticket += 1;
    return {
      url: `https://upload.test/v1/uploads/${this.#ticket}/${partId}`,
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      maxChunkBytes: 8 * 1024 * 1024,
    };
  }

  async #fail(name: string, partId: string): Promise<void> {
    const fault = this.#take(`${name} ${partId}`);
    if (fault === 'held') await this.#hold();
    if (typeof fault === 'object')
      throw new LecternError(fault.code, 'No.', { status: fault.status, details: { ...fault.details } });
    if (fault === 'unreachable' || fault === 'answer-lost')
      throw new LecternError('NETWORK', 'No server.', { retryable: true });
  }

  #take(request: string): FakeFault | undefined {
    this.log.push(request);
    for (const [wanted, faults] of this.#faults)
      if (`${request} `.startsWith(`${wanted} `) && faults.length > 0) return faults.shift();
    return this.#always;
  }

  #hold(signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#held.push(resolve);
      signal?.addEventListener('abort', () => reject(new DOMException('Aborted.', 'AbortError')));
    });
  }
}

function refusal(fault: { status: number; code: LecternErrorCode; details?: object }): Response {
  const { status, code, details } = fault;
  return Response.json({ error: { code, message: 'No.', requestId: 'r', details } }, { status });
}
