import { expect, it } from 'vitest';
import { TEST_NOW, TEST_URL, type TestPerson } from '../../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../../testing/each-engine.js';
import { readTicketKey } from '../ticket-key.js';
import { createTickets } from '../tickets.js';
import { codeOf, createsMediaWorld } from './media-world.fixture.js';
import { TABLE_ETAG, tableBytes } from './range-table.fixture.js';
import { ANA, HOST, OFFICE } from './ready-recording.fixture.js';

const MINUTE = 60_000;

describeOnEachEngine('what a ticket is good for', (engine) => {
  const world = createsMediaWorld(engine);
  const { download, fetchMedia, play, record, srcOf, tables } = world;

  it('gives a download as a file, to staff alone', async () => {
    const { files, expiresAt } = await download(HOST);
    expect(files).toEqual([
      {
        url: expect.stringContaining('/v1/media/') as string,
        fileName: '2026-11-21 Algebra 7b.mp4',
        sizeBytes: 1000,
      },
    ]);
    expect(Date.parse(expiresAt)).toBe(TEST_NOW.getTime() + 15 * MINUTE);
    const response = await fetchMedia(files[0]!.url);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect((await response.arrayBuffer()).byteLength).toBe(1000);
    const refused = await world.server.request('POST', `/v1/recordings/${world.recordingId}/download`, {
      as: ANA,
    });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('gives each of several files by its own name', async () => {
    const id = await record([
      { bytes: tableBytes(3), etag: 'one' },
      { bytes: tableBytes(4), etag: 'two' },
    ]);
    const { sources, durationMs } = await play(ANA, id);
    expect([durationMs, sources.map(({ startMs }) => startMs)]).toEqual([2 * MINUTE, [0, MINUTE]]);
    const sizes = await Promise.all(
      sources.map(async ({ src }) => (await (await fetchMedia(src)).arrayBuffer()).byteLength),
    );
    expect(sizes).toEqual([3, 4]);
    const { files } = await download(HOST, id);
    expect(files.map(({ fileName }) => fileName)).toEqual([
      '2026-11-21 Algebra 7b 1.mp4',
      '2026-11-21 Algebra 7b 2.mp4',
    ]);
    for (const name of ['2.mp4', '0.webm', '00.mp4', '-1.mp4', '%2e%2e%2f0.mp4', 'x'.repeat(255)])
      expect([name, await codeOf(await fetchMedia(sources[0]!.src.replace('0.mp4', name)))]).toEqual([
        name,
        '404 NOT_FOUND',
      ]);
  });

  it('remembers where somebody is, each for themselves', async () => {
    const put = (as: TestPerson, atMs: number, id = world.recordingId) =>
      world.server.request('PUT', `/v1/recordings/${id}/position`, { as, body: { atMs } });
    expect((await put(ANA, 12_000)).status).toBe(204);
    await world.server.setTime(new Date(TEST_NOW.getTime() + MINUTE));
    expect((await put(ANA, 34_500.5)).status).toBe(204);
    expect((await put(HOST, 99 * MINUTE)).status).toBe(204);
    const updatedAt = new Date(TEST_NOW.getTime() + MINUTE).toISOString();
    expect((await play(ANA)).resume).toEqual({ atMs: 34_500.5, updatedAt });
    expect((await play(HOST)).resume).toEqual({ atMs: MINUTE, updatedAt });
    expect((await put({ id: 'eve' }, 1)).status).toBe(404);
    expect((await put(ANA, 1, `rec-${'z'.repeat(22)}`)).status).toBe(404);
    expect((await put(ANA, -1)).body.error.code).toBe('INVALID_INPUT');
  });

  it('goes on with the next ticket after a pause', async () => {
    const old = await srcOf(ANA);
    await world.server.setTime(new Date(TEST_NOW.getTime() + 15 * MINUTE));
    expect(await codeOf(await fetchMedia(old, { headers: { range: 'bytes=500-' } }))).toBe(
      '403 TICKET_INVALID',
    );
    const renewed = await fetchMedia(await srcOf(ANA), {
      headers: { range: 'bytes=500-', 'if-range': `"${TABLE_ETAG}"` },
    });
    expect([renewed.status, renewed.headers.get('content-range')]).toEqual([206, 'bytes 500-999/1000']);
  });

  it.each<readonly [string, () => Promise<unknown>, string]>([
    [
      'a person who lost the seat',
      () => tables().deleteFrom('attendees').where('session_id', '=', world.sessionId).execute(),
      '404 NOT_FOUND',
    ],
    [
      'a recording that was deleted',
      () =>
        tables()
          .updateTable('recordings')
          .set({ state: 'deleted' })
          .where('id', '=', world.recordingId)
          .execute(),
      '404 NOT_FOUND',
    ],
    [
      'a recording that was purged',
      () =>
        tables()
          .updateTable('recordings')
          .set({ purged_at: TEST_NOW })
          .where('id', '=', world.recordingId)
          .execute(),
      '404 NOT_FOUND',
    ],
    [
      'a recording that is made anew',
      () =>
        tables()
          .updateTable('recording_files')
          .set({ etag: 'new' })
          .where('recording_id', '=', world.recordingId)
          .execute(),
      '403 TICKET_INVALID',
    ],
    ['nobody when nothing happened', () => Promise.resolve(), '206'],
  ])('is over with the next range for %s', async (_name, change, wanted) => {
    const src = await srcOf(ANA);
    const range = { headers: { range: 'bytes=0-9' } };
    expect((await fetchMedia(src, range)).status).toBe(206);
    await change();
    const after = await fetchMedia(src, range);
    expect(after.status === 206 ? '206' : await codeOf(after)).toBe(wanted);
  });

  it('ends a download whose person is staff no more', async () => {
    const { files } = await download(HOST);
    const session = world.server.database.db.withTables<{ sessions: { id: string; host_id: string } }>();
    await session
      .updateTable('sessions')
      .set({ host_id: 'somebody' })
      .where('id', '=', world.sessionId)
      .execute();
    expect(await codeOf(await fetchMedia(files[0]!.url))).toBe('404 NOT_FOUND');
  });

  it('takes no ticket that is forged, of another recording or of another tenant', async () => {
    const own = await srcOf(ANA);
    const [, ticket = ''] = /media\/([^/]+)/.exec(own) ?? [];
    const claims = JSON.parse(Buffer.from(ticket.split('.')[1]!, 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const forge = (change: Record<string, unknown>): string => {
      const [head, , signature] = ticket.split('.');
      const body = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url');
      return own.replace(ticket, [head, body, signature].join('.'));
    };
    for (const change of [
      {},
      { sub: HOST.id, rol: 'teacher' },
      { rec: `rec-${'q'.repeat(22)}` },
      { exp: 9e9 },
      { aud: 'download' },
    ]) {
      // Written again as it was, it is the same ticket.
      const wanted = Object.keys(change).length === 0 ? '200' : '403 TICKET_INVALID';
      const response = await fetchMedia(forge(change));
      expect([change, response.ok ? '200' : await codeOf(response)]).toEqual([change, wanted]);
    }
    for (const path of [
      'x',
      '..',
      '.',
      '%00',
      'a.b.c',
      ticket.slice(1),
      `${ticket}.`,
      `${ticket}x`,
      'x'.repeat(8_192),
    ])
      expect([path, await codeOf(await fetchMedia(`${TEST_URL}/v1/media/${path}/0.mp4`))]).toEqual([
        path,
        expect.stringMatching(/^(?:403 TICKET_INVALID|404 NOT_FOUND|422 INVALID_INPUT)$/),
      ]);

    const tickets = createTickets(() => readTicketKey(world.server.database.db, TEST_NOW));
    const later = new Date(TEST_NOW.getTime() + MINUTE);
    const sign = async (purpose: 'play' | 'upload', change: Record<string, unknown>): Promise<string> =>
      own.replace(ticket, await tickets.sign(purpose, { ...claims, ...change }, later));
    // Ours in everything but one thing.
    expect((await fetchMedia(await sign('play', {}))).status).toBe(200);
    expect(await codeOf(await fetchMedia(await sign('upload', {})))).toBe('403 TICKET_INVALID');
    expect(await codeOf(await fetchMedia(await sign('play', { tnt: 'elsewhere' })))).toBe('404 NOT_FOUND');
    expect(await codeOf(await fetchMedia(await sign('play', { sub: 'eve' })))).toBe('404 NOT_FOUND');
    expect(await codeOf(await fetchMedia(await sign('play', { rol: 'boss' })))).toBe('403 TICKET_INVALID');
    expect(await codeOf(await fetchMedia(await sign('play', { fil: 'another' })))).toBe('403 TICKET_INVALID');
  });

  it('says nothing of who somebody is in an answer to a bad ticket', async () => {
    const response = await fetchMedia((await srcOf(ANA)).replace('0.mp4', '7.mp4'));
    const text = await response.text();
    expect(text).not.toContain('ana');
    expect(text).not.toContain('eyJ');
  });

  it.each(['announced', 'uploading', 'processing', 'failed'] as const)(
    'plays nothing that is %s',
    async (state) => {
      const id = await record([], { state });
      for (const action of ['playback', 'download']) {
        const { status, body } = await world.server.request('POST', `/v1/recordings/${id}/${action}`, {
          as: HOST,
        });
        expect([status, body.error.code, body.error.details]).toEqual([409, 'RECORDING_STATE', { state }]);
      }
      const put = await world.server.request('PUT', `/v1/recordings/${id}/position`, {
        as: ANA,
        body: { atMs: 1 },
      });
      expect(put.body.error.code).toBe('RECORDING_STATE');
    },
  );

  it('does not say what is there to those it is hidden from', async () => {
    const answers = await Promise.all(
      [world.recordingId, `rec-${'z'.repeat(22)}`, 'rec-short', '..', '%00'].map(async (id) => {
        const { status, body } = await world.server.request('POST', `/v1/recordings/${id}/playback`, {
          as: { id: 'eve' },
        });
        return [status, body.error.code, body.error.message] as const;
      }),
    );
    expect(answers.slice(0, 3)).toEqual(
      Array(3).fill([404, 'NOT_FOUND', 'There is no such recording, or you may not see it.']),
    );
    expect(answers.slice(3).map(([status]) => status)).toEqual([404, 422]);
    const elsewhere = await world.server.request('POST', `/v1/recordings/${world.recordingId}/playback`, {
      as: { ...OFFICE, tenant: 'elsewhere' },
    });
    expect(elsewhere.status).toBe(404);
  });
});
