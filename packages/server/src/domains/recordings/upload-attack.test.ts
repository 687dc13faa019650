import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestLectern,
  TEST_URL,
  type TestLectern,
  type TestPerson,
} from '../../testing/create-test-lectern.js';
import { fakeWebm, HOST, partId, STRANGER, TestRecorder } from './recorder.fixture.js';

/** Staff of the same course, so they may record as well. */
const COLLEAGUE: TestPerson = { id: 'colleague', role: 'teacher', courses: ['algebra'] };

describe('hostile uploads', () => {
  let server: TestLectern;
  let lesson: TestRecorder;
  let id: string;
  let url: string;
  beforeAll(async () => {
    server = await createTestLectern();
    lesson = await TestRecorder.start(server);
    ({ id } = await lesson.announce());
    ({ url } = await lesson.open(id, 'a'));
    await lesson.put(url, 0, fakeWebm(0));
  });
  afterAll(() => server.stop());

  const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }): string =>
    `${String(status)} ${body?.error?.code ?? 'done'}`;

  it('reach no part of somebody else, staff of the course though they are', async () => {
    expect(codeOf(await lesson.tryOpen(id, 'a', {}, COLLEAGUE))).toBe('403 FORBIDDEN');
    const renew = (as: TestPerson) => server.request('POST', `/v1/parts/${partId('a')}/ticket`, { as });
    expect(codeOf(await renew(COLLEAGUE))).toBe('403 FORBIDDEN');
    expect(codeOf(await renew(STRANGER))).toBe('404 NOT_FOUND');
    expect(codeOf(await renew(HOST))).toBe('200 done');
    // A colleague who takes over begins a part of their own.
    expect(codeOf(await lesson.tryOpen(id, 'b', {}, COLLEAGUE))).toBe('201 done');
    expect(codeOf(await lesson.tryOpen(id, 'b'))).toBe('403 FORBIDDEN');
  });

  it('do not fill the disk by what they only claim', async () => {
    const claims = await lesson.put(url, 1, fakeWebm(1), { headers: { 'content-length': '1000000000000' } });
    expect(codeOf(claims)).toBe('413 BODY_TOO_LARGE');
    expect(await lesson.get(id)).not.toHaveProperty('failure');
  });

  it.each([
    '-1',
    '1.5',
    '1e3',
    '00',
    '01',
    '0x1',
    '200000',
    '9'.repeat(30),
    '%2e%2e',
    '..%2f1',
    '%31%00',
    '١',
    '',
  ])('take no chunk called %j', async (n) => {
    const answer = await lesson.put(url, n, fakeWebm(1));
    expect([404, 405, 422]).toContain(answer.status);
    expect(await lesson.received(url)).toEqual({ ranges: [[0, 0]], bytes: 1_000 });
  });

  it('cannot play with a ticket to send, nor send with a ticket to play', async () => {
    const ticket = url.slice(url.lastIndexOf('/') + 1);
    const media = await server.request('GET', `/v1/media/${ticket}/0.webm`);
    expect(codeOf(media)).toBe('403 TICKET_INVALID');
    for (const forged of ['x', `${ticket}x`, ticket.slice(0, -4), '.'.repeat(3), 'x'.repeat(4_096)])
      expect(codeOf(await lesson.put(`${TEST_URL}/v1/uploads/${forged}`, 1, fakeWebm(1)))).toBe(
        '403 TICKET_INVALID',
      );
  });

  it('change nothing once a part is finished or its recording deleted', async () => {
    const own = await lesson.open(id, 'c');
    await lesson.put(own.url, 0, fakeWebm(2));
    expect(codeOf(await lesson.finish(own.url, { chunks: 1, durationMs: 1_000 }))).toBe('200 done');
    expect(codeOf(await lesson.put(own.url, 1, fakeWebm(3)))).toBe('409 RECORDING_STATE');
    expect(codeOf(await lesson.put(own.url, 0, fakeWebm(4)))).toBe('409 CHUNK_CONFLICT');
    const again = await lesson.finish(own.url, { chunks: 200_000, durationMs: 9e8, force: true });
    expect([again.status, again.body]).toEqual([200, { state: 'complete' }]);
    expect(await lesson.received(own.url)).toEqual({ ranges: [[0, 0]], bytes: 1_000 });
    expect((await server.request('DELETE', `/v1/recordings/${id}`, { as: HOST })).status).toBeLessThan(300);
    expect(codeOf(await lesson.put(url, 1, fakeWebm(1)))).toBe('409 RECORDING_STATE');
    expect(codeOf(await lesson.finish(url, { chunks: 1, durationMs: 1 }))).toBe('409 RECORDING_STATE');
  });
});
