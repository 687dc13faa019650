import { beforeEach, expect, it } from 'vitest';
import { createSite } from '../create-site.ts';
import type { Mail } from '../school/mailbox.ts';
import { createFakeSite, NOW, ORIGIN, type FakeSite } from '../testing/fake-site.ts';

const mail: Mail = {
  id: 'a'.repeat(32),
  to: 'ben@campus.example',
  from: 'Campus',
  subject: 'Booked: <Orion>',
  sentAt: NOW,
  text: 'Hello <Ben>',
  html: '<!doctype html><html><head><style>p{color:red}</style></head><body><p>Hello</p></body></html>',
  invite: new TextEncoder().encode('BEGIN:VCALENDAR'),
};

let site: FakeSite;
let open: (request: Request) => Promise<Response>;
beforeEach(() => {
  site = createFakeSite();
  site.mails = [mail, { ...mail, id: 'b'.repeat(32), to: 'ana@campus.example', subject: 'For Ana' }];
  open = createSite(site, {
    onError(error) {
      throw error;
    },
  });
});

async function visit(path: string, as = 'ben'): Promise<Response> {
  return open(
    new Request(ORIGIN + path, { redirect: 'manual', headers: { cookie: await site.cookieOf(as) } }),
  );
}

it('shows one’s own mail, the mail itself in a frame that runs nothing', async () => {
  const response = await visit('/as/ben/mail');
  const page = await response.text();
  expect(page).toContain('Booked: &lt;Orion&gt;');
  expect(page).toContain('Hello &lt;Ben&gt;');
  expect(page).not.toContain('For Ana');
  expect(page).toMatch(
    /<iframe[^>]*src="\/as\/ben\/mail\/a{32}\/body"[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/,
  );
  expect(response.headers.get('content-security-policy')).toMatch(/frame-src 'self'$/);
  // Other pages frame nothing.
  expect((await visit('/as/ben/attendance')).headers.get('content-security-policy')).not.toContain(
    'frame-src',
  );
});

it('sends the mail itself with a policy of its own, and opens its links elsewhere', async () => {
  const response = await visit(`/as/ben/mail/${mail.id}/body`);
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toContain('<head><base target="_blank"><style>');
});

it('gives the calendar file', async () => {
  const response = await visit(`/as/ben/mail/${mail.id}/invite.ics`);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(await response.text()).toBe('BEGIN:VCALENDAR');
});

it.each(['', '/body', '/invite.ics'])('opens nobody else’s mail: %s', async (end) => {
  expect((await visit(`/as/ben/mail/${'b'.repeat(32)}${end}`)).status).toBe(404);
  expect((await visit(`/as/ben/mail/${'c'.repeat(32)}${end}`)).status).toBe(404);
  // The path of another person asks who one is.
  expect((await visit(`/as/ana/mail/${'b'.repeat(32)}${end}`)).status).toBe(401);
});

it('says that there is none yet', async () => {
  expect(await (await visit('/as/chloe/mail', 'chloe')).text()).toContain('No mail yet');
});
