import { describe, expect, it } from 'vitest';
import type { LecternClient } from './client.js';
import { createClient } from './create-client.js';

const requests: Request[] = [];
const client: LecternClient = createClient({
  apiUrl: 'https://lms.example.edu',
  getToken: () => Promise.resolve('t'),
  fetch: (request) => {
    requests.push(request);
    return Promise.resolve(Response.json({}));
  },
});
const media = { mic: true, camera: false, screen: false };
const booking = { offeringId: 'o', hostId: 'h', startsAt: '2026-11-20T18:00:00.000Z', zone: 'UTC' };
const slots = { offeringId: 'o', hostId: 'h/1', from: '2026-11-01', to: '2026-11-30', zone: 'Europe/Berlin' };
const hours = { zone: 'UTC', weekly: [], overrides: [] };

describe('every method has its route', () => {
  it.each<[string, () => Promise<unknown>, unknown?]>([
    ['GET /v1/me', () => client.me.get()],
    [
      'PUT /v1/people/p%2F1',
      () => client.people.put('p/1', { name: 'P', role: 'student' }),
      { name: 'P', role: 'student' },
    ],
    ['GET /v1/sessions', () => client.sessions.list()],
    ['GET /v1/sessions?when=past&limit=3', () => client.sessions.list({ when: 'past', limit: 3 })],
    ['GET /v1/sessions/s', () => client.sessions.get('s')],
    ['POST /v1/sessions', () => client.sessions.create({ title: 'T' }), { title: 'T' }],
    ['POST /v1/sessions/s/start', () => client.sessions.start('s')],
    ['POST /v1/sessions/s/end', () => client.sessions.end('s')],
    ['POST /v1/sessions/s/cancel', () => client.sessions.cancel('s')],
    ['POST /v1/sessions/s/reopen', () => client.sessions.reopen('s')],
    [
      'POST /v1/sessions/s/connections',
      () => client.sessions.join('s', { deviceId: 'd' }),
      { deviceId: 'd' },
    ],
    ['GET /v1/connections/c', () => client.connections.get('c')],
    ['POST /v1/connections/c/heartbeat', () => client.connections.heartbeat('c')],
    ['POST /v1/connections/c/ticket', () => client.connections.ticket('c')],
    ['PUT /v1/connections/c/media', () => client.connections.setMedia('c', media), media],
    [
      'POST /v1/connections/c/signals',
      () => client.connections.sendSignals('c', { messages: [] }),
      { messages: [] },
    ],
    ['POST /v1/connections/c/leave', () => client.connections.leave('c')],
    [
      'POST /v1/sessions/s/chat',
      () => client.channel.postChat('s', { id: 'msg-1', text: 'x' }),
      { id: 'msg-1', text: 'x' },
    ],
    ['PUT /v1/sessions/s/hands/me', () => client.channel.setHand('s', 'me', true), { raised: true }],
    ['DELETE /v1/sessions/s/hands', () => client.channel.lowerHands('s')],
    ['PUT /v1/sessions/s/chat/lock', () => client.channel.lockChat('s', true), { locked: true }],
    ['POST /v1/sessions/s/reactions', () => client.channel.sendReaction('s', 'heart'), { reaction: 'heart' }],
    [
      'POST /v1/sessions/s/media-requests',
      () => client.channel.askMedia('s', { ask: 'mute' }),
      { ask: 'mute' },
    ],
    ['POST /v1/sessions/s/removals', () => client.channel.removePerson('s', 'p'), { personId: 'p' }],
    ['GET /v1/offerings', () => client.offerings.list()],
    ['GET /v1/offerings?limit=5&cursor=x%3D', () => client.offerings.list({ limit: 5, cursor: 'x=' })],
    ['POST /v1/offerings', () => client.offerings.create({ title: 'T' }), { title: 'T' }],
    ['PUT /v1/offerings/o', () => client.offerings.put('o', { title: 'T' }), { title: 'T' }],
    [
      'GET /v1/offerings/o/slots?host=h%2F1&from=2026-11-01&to=2026-11-30&zone=Europe%2FBerlin',
      () => client.offerings.slots(slots),
    ],
    [
      'GET /v1/offerings/o/slots?host=h%2F1&from=2026-11-01&to=2026-11-30&zone=Europe%2FBerlin&bookingId=b',
      () => client.offerings.slots({ ...slots, bookingId: 'b' }),
    ],
    ['GET /v1/hosts/h/availability', () => client.availability.get('h')],
    ['PUT /v1/hosts/h/availability', () => client.availability.put('h', hours), hours],
    ['GET /v1/bookings', () => client.bookings.list()],
    ['GET /v1/bookings?limit=5&cursor=x%3D', () => client.bookings.list({ limit: 5, cursor: 'x=' })],
    ['GET /v1/bookings/b', () => client.bookings.get('b')],
    ['POST /v1/bookings', () => client.bookings.create(booking), booking],
    ['POST /v1/bookings/b/cancel', () => client.bookings.cancel('b'), {}],
    ['POST /v1/bookings/b/cancel', () => client.bookings.cancel('b', { reason: 'ill' }), { reason: 'ill' }],
    ['GET /v1/bookings/b/calendar.ics', () => client.bookings.ics('b')],
    ['GET /v1/me/calendar-feed', () => client.calendars.feed()],
    ['POST /v1/me/calendar-feed', () => client.calendars.createFeed()],
    ['DELETE /v1/me/calendar-feed', () => client.calendars.deleteFeed()],
    ['GET /v1/sessions/s/calendar.ics', () => client.calendars.ics('s')],
    ['GET /v1/sessions/s/attendance', () => client.attendance.get('s')],
  ])('%s', async (route, call, body) => {
    requests.length = 0;
    await call();
    const request = requests[0]!;
    const { pathname, search } = new URL(request.url);
    expect(`${request.method} ${pathname}${search}`).toBe(route);
    const text = await request.text();
    expect(text ? JSON.parse(text) : undefined).toEqual(body);
    expect(request.headers.get('content-type')).toBe(body === undefined ? null : 'application/json');
    expect(requests).toHaveLength(1);
  });
});

it('the goodbye survives the page', async () => {
  requests.length = 0;
  await client.connections.leave('c');
  await client.connections.heartbeat('c');
  expect(requests.map(({ keepalive }) => keepalive)).toEqual([true, false]);
});

it('an answer without a body is undefined, a calendar file a Blob', async () => {
  const answers = [
    new Response(null, { status: 204 }),
    new Response('BEGIN:VCALENDAR', { headers: { 'content-type': 'text/calendar' } }),
  ];
  const other = createClient({
    apiUrl: 'https://lms.example.edu',
    getToken: () => Promise.resolve('t'),
    fetch: () => Promise.resolve(answers.shift()!),
  });
  expect(await other.connections.leave('c')).toBeUndefined();
  const file = await other.bookings.ics('b');
  expect(file.type).toBe('text/calendar');
  expect(await file.text()).toBe('BEGIN:VCALENDAR');
});
