import { createHash } from 'node:crypto';
import type { OpenPartInput, Recording, UploadTicket } from '@lectern/core/contract';
import { expect } from 'vitest';
import {
  TEST_NOW,
  type TestAnswer,
  type TestLectern,
  type TestPerson,
} from '../../testing/create-test-lectern.js';

export const HOST: TestPerson = { id: 'host', role: 'teacher', name: 'Ms Lee', courses: ['algebra'] };
export const ANA: TestPerson = { id: 'ana', name: 'Ana', courses: ['algebra'] };
export const STRANGER: TestPerson = { id: 'mallory', role: 'teacher', courses: ['latin'] };

/** The start of the test and so many minutes. */
export function atMinute(minutes: number): Date {
  return new Date(TEST_NOW.getTime() + minutes * 60_000);
}

/** A part's id that is the same for the same name. */
export function partId(name: string): string {
  return `prt-${createHash('sha256').update(name).digest('hex').slice(0, 22)}`;
}

export function digestOf(bytes: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
}

/** Bytes that begin like a WebM and are none. */
export function fakeWebm(seed: number, size = 1_000): Uint8Array {
  const bytes = new Uint8Array(size).fill(seed);
  bytes.set([0x1a, 0x45, 0xdf, 0xa3]);
  return bytes;
}

export interface PutOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the bytes. */
  readonly body?: ReadableStream<Uint8Array>;
}

/** A teacher's page that records, over HTTP. */
export class TestRecorder {
  readonly server: TestLectern;
  readonly sessionId: string;
  readonly as: TestPerson;

  private constructor(server: TestLectern, sessionId: string, as: TestPerson) {
    this.server = server;
    this.sessionId = sessionId;
    this.as = as;
  }

  /** A class of the course that is live. */
  static async start(
    server: TestLectern,
    body: Readonly<Record<string, unknown>> = {},
    as: TestPerson = HOST,
  ): Promise<TestRecorder> {
    const made = await server.request('POST', '/v1/sessions', {
      as,
      body: {
        title: 'Fractions',
        courseId: 'algebra',
        kind: 'class',
        startsAt: server.clock.now().toISOString(),
        durationMinutes: 60,
        ...body,
      },
    });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    const live = await server.request('POST', `/v1/sessions/${id}/start`, { as });
    expect(live.body).not.toHaveProperty('error');
    return new TestRecorder(server, id, as);
  }

  tryAnnounce(as = this.as): Promise<TestAnswer> {
    return this.server.request('POST', `/v1/sessions/${this.sessionId}/recordings`, { as });
  }

  async announce(): Promise<Recording> {
    const answer = await this.tryAnnounce();
    expect(answer.body).not.toHaveProperty('error');
    return answer.body as Recording;
  }

  tryOpen(
    recordingId: string,
    name: string,
    input: Partial<OpenPartInput> = {},
    as = this.as,
  ): Promise<TestAnswer> {
    return this.server.request('POST', `/v1/recordings/${recordingId}/parts`, {
      as,
      body: { id: partId(name), startMs: 0, container: 'video/webm', codecs: 'vp8,opus', ...input },
    });
  }

  async open(recordingId: string, name: string, input: Partial<OpenPartInput> = {}): Promise<UploadTicket> {
    const answer = await this.tryOpen(recordingId, name, input);
    expect(answer.body).not.toHaveProperty('error');
    return (answer.body as { upload: UploadTicket }).upload;
  }

  /** One chunk; its digest is right unless the headers say something else. */
  async put(
    url: string,
    n: number | string,
    bytes: Uint8Array,
    options: PutOptions = {},
  ): Promise<TestAnswer> {
    const response = await this.server.lectern.fetch(
      new Request(`${url}/chunks/${String(n)}`, {
        method: 'PUT',
        headers: { 'content-digest': digestOf(bytes), ...options.headers },
        body: options.body ?? new Uint8Array(bytes),
        ...(options.body ? { duplex: 'half' } : {}),
      } as RequestInit),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  }

  async received(url: string): Promise<unknown> {
    const response = await this.server.lectern.fetch(new Request(`${url}/chunks`));
    return response.json();
  }

  async finish(url: string, body: object): Promise<TestAnswer> {
    const response = await this.server.lectern.fetch(
      new Request(`${url}/finish`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  async stop(recordingId: string): Promise<Recording> {
    const answer = await this.server.request('POST', `/v1/recordings/${recordingId}/stop`, { as: this.as });
    expect(answer.body).not.toHaveProperty('error');
    return answer.body as Recording;
  }

  async get(recordingId: string, as = this.as): Promise<Recording> {
    const answer = await this.server.request('GET', `/v1/recordings/${recordingId}`, { as });
    expect(answer.body).not.toHaveProperty('error');
    return answer.body as Recording;
  }

  /** A whole file, in chunks. */
  async upload(url: string, chunks: readonly Uint8Array[], from = 0): Promise<void> {
    for (const [index, bytes] of chunks.entries())
      expect((await this.put(url, from + index, bytes)).status).toBe(204);
  }
}
