import { LecternError } from '@lectern/core';
import type { Recording } from '@lectern/core/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSite } from './create-site.ts';
import { createFakeSite, NOW, ORIGIN, type FakeSite } from './testing/fake-site.ts';

const SESSION = 'ses-0000000000000000000000';
const RECORDING: Recording = {
  id: 'rec-0000000000000000000000',
  sessionId: SESSION,
  title: 'Stars & <planets>',
  state: 'ready',
  startedAt: '2026-11-19T17:00:00.000Z',
  recordedBy: { id: 'ana', name: 'Ana Berger' },
  durationMs: 90_000,
  gaps: [],
  you: {
    can: {
      'recording.view': true,
      'recording.download': false,
      'recording.upload': false,
      'recording.keep': false,
      'recording.delete': false,
    },
  },
  version: 1,
};
const PAGES = [
  '/',
  `/sessions/${SESSION}`,
  '/recordings/rec-0000000000000000000000',
  '/bookings/bkg-0000000000000000000000',
  '/as/ana/',
  '/as/ana/courses/night-sky',
  '/as/ana/courses/night-sky/book',
  `/as/ana/sessions/${SESSION}`,
  '/as/ana/recordings',
  `/as/ana/recordings/${RECORDING.id}`,
  '/as/ana/attendance',
  `/as/ana/attendance/${SESSION}`,
];

let site: FakeSite;
let errors: unknown[];
let open: (request: Request) => Promise<Response>;

beforeEach(() => {
  site = createFakeSite();
  site.recordings = [RECORDING];
  errors = [];
  open = createSite(site, { onError: (error) => errors.push(error) });
});

async function visit(path: string, { as, ...init }: RequestInit & { as?: string } = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (as !== undefined) headers.append('cookie', await site.cookieOf(as));
  return open(new Request(ORIGIN + path, { redirect: 'manual', ...init, headers }));
}

describe('every page', () => {
  beforeEach(() => {
    site.sessions = [{ state: 'live' }, { id: 'ses-1', state: 'ended' }];
  });

  it.each([...PAGES, '/nowhere', '/as/nobody/', '/as/ben/'])('has the strict policy: %s', async (path) => {
    const response = await visit(path, { as: 'ana' });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "media-src 'self' blob:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(response.headers.get('permissions-policy')).toBe(
      'camera=(self), microphone=(self), display-capture=(self)',
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each(PAGES)('holds nothing the policy would refuse: %s', async (path) => {
    const response = await visit(path, { as: 'ana' });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).not.toMatch(/ style=| on[a-z]+=|<style|javascript:|https?:\/\/(?!localhost:4173)/);
    const scripts = [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)];
    expect(scripts.map(([, content]) => content).join('')).toBe('');
    expect(scripts.length).toBeLessThanOrEqual(1);
  });

  it.each(['en', 'de', 'ar', 'ja'])('is written in %s', async (language) => {
    const headers = { cookie: `language=${language}; appearance=dark` };
    const page = await (await visit('/', { headers })).text();
    expect(page).toContain(`lang="${language}"`);
    expect(page).toContain(`dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    expect(page).toContain('data-appearance="dark"');
    expect(page).not.toMatch(/undefined|\[object|function|=>/);
  });

  it('escapes what others wrote', async () => {
    const page = await (await visit('/as/ben/', { as: 'ben' })).text();
    expect(page).toContain('Stars &amp; &lt;planets&gt;');
    expect(page).not.toContain('<planets>');
  });

  it('carries no token', async () => {
    for (const path of PAGES)
      expect(await (await visit(path, { as: 'ana' })).text()).not.toContain('token of');
  });
});

describe('recordings', () => {
  it('are listed with their length, and what is not ready says so', async () => {
    site.recordings = [RECORDING, { ...RECORDING, id: 'rec-b', state: 'processing' }];
    const page = await (await visit('/as/ana/recordings', { as: 'ana' })).text();
    expect(page).toContain(`href="/as/ana/recordings/${RECORDING.id}"`);
    expect(page).toMatch(/1 min.*30 sec/);
    expect(page).toContain('Being prepared');
    site.recordings = [];
    expect(await (await visit('/as/ana/recordings', { as: 'ana' })).text()).toContain(
      'Nothing was recorded yet',
    );
  });

  it('are played on a page of their own, that is not there for others', async () => {
    const page = await (await visit(`/as/ana/recordings/${RECORDING.id}`, { as: 'ana' })).text();
    expect(page).toContain(`<recording-player recording-id="${RECORDING.id}"`);
    expect((await visit('/as/ana/recordings/rec-none', { as: 'ana' })).status).toBe(404);
  });
});

describe('who somebody is', () => {
  it('is chosen on the start page and kept under their own path', async () => {
    const response = await visit('/as/chloe', { method: 'POST' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/as/chloe/');
    expect(response.headers.get('set-cookie')).toMatch(
      /^campus_person=[\w.-]+; Path=\/as\/chloe; HttpOnly; SameSite=Lax$/,
    );
  });

  it('comes back to where it was asked, on the pages of this person only', async () => {
    const back = async (path: string): Promise<string | null> => {
      const response = await visit('/as/ben', { method: 'POST', body: new URLSearchParams({ back: path }) });
      return response.headers.get('location');
    };
    expect(await back('/as/ben/attendance')).toBe('/as/ben/attendance');
    expect(await back('/as/ana/attendance')).toBe('/as/ben/');
    expect(await back('//elsewhere.example/as/ben/')).toBe('/as/ben/');
  });

  it('comes with the address for who is nobody yet, and only for that person', async () => {
    const response = await visit('/as/ana/');
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toContain('Path=/as/ana;');
    expect((await visit('/as/nobody/')).headers.get('set-cookie')).toBeNull();
  });

  it('is asked for where the cookie of another says it', async () => {
    const response = await visit('/as/ana/attendance', { as: 'ben' });
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('action="/as/ana"');
    expect(page).toContain('value="/as/ana/attendance"');
  });

  it('shows courses to those who are in them', async () => {
    expect((await visit('/as/emre/courses/moon-drawing', { as: 'emre' })).status).toBe(200);
    expect((await visit('/as/emre/courses/night-sky', { as: 'emre' })).status).toBe(404);
    expect((await visit('/as/emre/courses/night-sky/book', { as: 'emre' })).status).toBe(404);
  });
});

describe('the token endpoint', () => {
  it('answers a token of the person in the path, and nobody keeps it', async () => {
    const response = await visit('/as/ben/token', { method: 'POST', as: 'ben' });
    expect(await response.json()).toEqual({ token: 'token of ben', expiresAt: NOW.toISOString() });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['without a cookie', 'ana', undefined],
    ['with the cookie of another', 'ana', 'ben'],
    ['for nobody', 'nobody', 'ben'],
  ])('refuses %s', async (_, who, as) => {
    const response = await visit(`/as/${who}/token`, { method: 'POST', ...(as ? { as } : {}) });
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('token of');
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another subdomain', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['another origin, in an older browser', { origin: 'https://elsewhere.example' }],
    ['another port, in an older browser', { origin: 'http://localhost:4174' }],
    ['a page without an origin', { origin: 'null' }],
  ])('refuses what comes from %s', async (_, headers) => {
    const response = await visit('/as/ben/token', { method: 'POST', as: 'ben', headers });
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('token of');
  });

  it('takes POST only', async () => {
    const response = await visit('/as/ben/token', { as: 'ben' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});

describe('a class right now', () => {
  const path = '/as/ana/courses/night-sky/class';

  it('is created for the whole course and opened', async () => {
    const response = await visit(path, { method: 'POST', as: 'ana' });
    expect(response.headers.get('location')).toBe(`/as/ana/sessions/${SESSION}`);
    expect(site.created).toMatchObject([{ who: 'ana', input: { kind: 'class', courseId: 'night-sky' } }]);
  });

  it('is not for students, nor for other sites', async () => {
    expect((await visit('/as/ben/courses/night-sky/class', { method: 'POST', as: 'ben' })).status).toBe(403);
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await visit(path, { method: 'POST', as: 'ana', headers })).status).toBe(403);
    expect(site.created).toEqual([]);
  });

  it('leads to the lesson that is in its way', async () => {
    site.failure = new LecternError('HOST_BUSY', 'The host has another session at this time.');
    site.sessions = [{ id: 'ses-next' }, { id: 'ses-live', state: 'live' }];
    const response = await visit(path, { method: 'POST', as: 'ana' });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('href="/as/ana/sessions/ses-live"');
  });
});

describe('what is not there', () => {
  it.each(['/nowhere', '/as/nobody/', '/as/ana/sessions/ses-unknown', '/as/ana/courses/none', '/as/ana/%'])(
    'is a page of its own: %s',
    async (path) => {
      const response = await visit(path, { as: 'ana' });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(errors).toEqual([]);
    },
  );

  it('tells a fault from what is not there, and says nothing of it', async () => {
    site.failure = new Error('the secret of the database');
    const response = await visit('/as/ana/courses/night-sky/class', { method: 'POST', as: 'ana' });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(errors).toEqual([site.failure]);
  });
});

describe('preferences', () => {
  it('are kept, and lead back to the page', async () => {
    const body = new URLSearchParams({ language: 'ar', back: '/as/ana/?x=1' });
    const response = await visit('/preferences', { method: 'POST', body });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/as/ana/?x=1');
    expect(response.headers.getSetCookie()).toHaveLength(1);
  });

  it('refuses a form without end', async () => {
    const response = await visit('/preferences', { method: 'POST', body: `back=${'x'.repeat(5000)}` });
    expect(response.status).toBe(413);
  });
});
