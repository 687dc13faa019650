import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startCampus, type Campus } from './start-campus.ts';

async function signIn(campus: Campus, who: string): Promise<string> {
  const response = await fetch(`${campus.url}/as/${who}`, { method: 'POST', redirect: 'manual' });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function tokenOf(campus: Campus, who: string, cookie: string): Promise<string> {
  const response = await fetch(`${campus.url}/as/${who}/token`, { method: 'POST', headers: { cookie } });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return ((await response.json()) as { token: string }).token;
}

const sessionsOf = async (
  campus: Campus,
  token: string,
  when = 'upcoming',
): Promise<Record<string, unknown>[]> => {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${campus.url}/v1/sessions?when=${when}`, { headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Record<string, unknown>[] }).items;
};

describe('a campus that runs', () => {
  let campus: Campus;
  const errors: unknown[] = [];

  beforeAll(async () => {
    campus = await startCampus({ port: 0, database: 'memory:', onError: (error) => errors.push(error) });
  });
  afterAll(async () => {
    await campus.stop();
    expect(errors).toEqual([]);
  });

  it('gives everybody a token that Lectern takes for them alone', async () => {
    const token = await tokenOf(campus, 'ben', await signIn(campus, 'ben'));
    const me = await fetch(`${campus.url}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({
      id: 'ben',
      role: 'student',
      name: 'Ben Krüger',
      zone: 'Europe/Berlin',
      courses: ['night-sky'],
    });
  });

  it('refuses a token endpoint with the cookie of somebody else', async () => {
    const cookie = await signIn(campus, 'ben');
    const response = await fetch(`${campus.url}/as/ana/token`, { method: 'POST', headers: { cookie } });
    expect(response.status).toBe(401);
  });

  it('shows each page of a teacher and of a student', async () => {
    for (const who of ['ana', 'ben', 'emre']) {
      const cookie = await signIn(campus, who);
      const [session] = await sessionsOf(campus, await tokenOf(campus, who, cookie));
      const course = who === 'emre' ? 'moon-drawing' : 'night-sky';
      const paths = [
        '/',
        '/attendance',
        `/courses/${course}`,
        `/courses/${course}/book`,
        ...(session ? [`/sessions/${String(session['id'])}`] : []),
      ];
      for (const path of paths) {
        const response = await fetch(`${campus.url}/as/${who}${path}`, { headers: { cookie } });
        expect([path, response.status]).toEqual([path, 200]);
      }
    }
  });

  it('hides the lessons of a course from those of another', async () => {
    const [session] = await sessionsOf(campus, await tokenOf(campus, 'ana', await signIn(campus, 'ana')));
    const cookie = await signIn(campus, 'emre');
    const path = `/as/emre/sessions/${String(session?.['id'])}`;
    expect((await fetch(campus.url + path, { headers: { cookie } })).status).toBe(404);
  });

  it('has held a lesson already, whose report names who was late, away and absent', async () => {
    const token = await tokenOf(campus, 'ana', await signIn(campus, 'ana'));
    const [lesson] = await sessionsOf(campus, token, 'past');
    const report = await campus.lectern.api.attendance.get(String(lesson?.['id']));
    expect(report.final).toBe(true);
    expect(report.rows.map(({ personId, status, flags }) => ({ personId, status, flags }))).toEqual([
      { personId: 'ana', status: 'present', flags: [] },
      { personId: 'ben', status: 'present', flags: ['rejoined'] },
      { personId: 'chloe', status: 'present', flags: ['late'] },
      { personId: 'daiki', status: 'absent', flags: [] },
    ]);
  });

  it('starts a class that the students of the course may join at once', async () => {
    const cookie = await signIn(campus, 'ana');
    const response = await fetch(`${campus.url}/as/ana/courses/night-sky/class`, {
      method: 'POST',
      headers: { cookie },
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    const id = response.headers.get('location')?.split('/').at(-1);
    const sessions = await sessionsOf(campus, await tokenOf(campus, 'daiki', await signIn(campus, 'daiki')));
    const session = sessions.find((each) => each['id'] === id);
    expect(session).toMatchObject({ kind: 'class', you: { can: { 'session.join': true } } });

    const again = await fetch(`${campus.url}/as/ana/courses/night-sky/class`, {
      method: 'POST',
      headers: { cookie },
    });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain(`href="/as/ana/sessions/${String(id)}"`);
  });

  it('answers HEAD without a body and serves its files with the policy', async () => {
    const head = await fetch(`${campus.url}/`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    const css = await fetch(`${campus.url}/assets/campus.css`);
    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(css.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await fetch(`${campus.url}/assets/nothing.css`)).status).toBe(404);
  });

  it('does not answer to a foreign name on the loopback', async () => {
    const status = await new Promise((resolve, reject) => {
      // Not `fetch`, which sets the name itself.
      request(`${campus.url}/as/ana/`, { headers: { host: 'elsewhere.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(campus.url).port);
    await expect(startCampus({ port, database: 'memory:' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

it('goes on where it was with the same folder: same people, same lessons, same secret', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'campus-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const database = `file:${join(folder, 'data')}`;
  const visit = async (cookie?: string): Promise<{ cookie: string; ids: string[] }> => {
    const campus = await startCampus({ port: 0, database });
    try {
      const own = cookie ?? (await signIn(campus, 'ana'));
      const token = await tokenOf(campus, 'ana', own);
      const sessions = [...(await sessionsOf(campus, token)), ...(await sessionsOf(campus, token, 'past'))];
      return { cookie: own, ids: sessions.map((session) => String(session['id'])) };
    } finally {
      await campus.stop();
    }
  };
  const first = await visit();
  expect(first.ids).toHaveLength(4);
  expect(await visit(first.cookie)).toEqual(first);
});

it('lets go of its port when it cannot start', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  await expect(startCampus({ port, database: 'nonsense' })).rejects.toThrow(TypeError);
  const next = createServer();
  await new Promise<void>((resolve, reject) => next.once('error', reject).listen(port, '127.0.0.1', resolve));
  await new Promise((resolve) => next.close(resolve));
});
