import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Relation, Role, Session, SessionAction } from '@lectern/core/contract';
import {
  createTestLectern,
  TEST_NOW,
  type TestLectern,
  type TestPerson,
} from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { messageId } from '../presence/class.fixture.js';

const ROLES: readonly Role[] = ['admin', 'teacher', 'moderator', 'student', 'guest'];
const RELATIONS: readonly Relation[] = ['host', 'attendee', 'course', 'none'];
type Kind = 'lesson' | 'class';
/** In an order in which each finds its session as it needs it. */
const ACTIONS = [
  'cancel',
  'view',
  'start',
  'join',
  'chat',
  'react',
  'raise',
  'lower-other',
  'lower-all',
  'ask',
  'lock',
  'remove',
  'end',
  'reopen',
] as const;
type Action = (typeof ACTIONS)[number];

const BUTTONS = [
  ['session.end', 'end'],
  ['session.join', 'join'],
  ['chat.post', 'chat'],
  ['chat.lock', 'lock'],
  ['reaction.send', 'react'],
  ['hand.lower-other', 'lower-all'],
  ['media.ask-other', 'ask'],
  ['person.remove', 'remove'],
] as const satisfies readonly (readonly [SessionAction, Action])[];

const EVERYTHING = ACTIONS.join(' ');
const LEADS = 'view start end reopen join chat react raise lower-other lower-all ask lock remove';
const TAKES_PART = 'view join chat react raise';

/** What each may do, written out by hand; nothing at all means that it does not exist for them. */
const MAY: Readonly<Record<Relation, Readonly<Record<Role, string | Readonly<Record<Kind, string>>>>>> = {
  host: {
    admin: EVERYTHING,
    teacher: EVERYTHING,
    moderator: EVERYTHING,
    student: EVERYTHING,
    guest: EVERYTHING,
  },
  attendee: {
    admin: EVERYTHING,
    teacher: TAKES_PART,
    moderator: TAKES_PART,
    student: TAKES_PART,
    guest: TAKES_PART,
  },
  course: {
    admin: EVERYTHING,
    teacher: EVERYTHING,
    moderator: LEADS,
    student: { lesson: 'view', class: TAKES_PART },
    guest: '',
  },
  none: { admin: EVERYTHING, teacher: '', moderator: '', student: '', guest: '' },
};

const OFFICE: TestPerson = { id: 'office', role: 'admin' };

describeOnEachEngine('role × relation × action over HTTP', (engine) => {
  let database: TestDatabase;
  let server: TestLectern;
  let count = 0;
  beforeAll(async () => {
    database = await engine.createDatabase();
    server = await createTestLectern({ on: database, tenants: { default: {}, elsewhere: {} } });
  });
  afterAll(async () => {
    await server.stop();
    await database.drop();
  });

  const post = (path: string, as: TestPerson, body?: unknown) =>
    server.request('POST', path, { as, ...(body === undefined ? {} : { body }) });

  /** A session of its own for each try, with one student who has a seat in it. */
  const prepare = async (kind: Kind, hostId: string, attendeeIds: readonly string[]): Promise<string> => {
    const made = await post('/v1/sessions', OFFICE, {
      kind,
      title: 'Fractions',
      courseId: 'algebra',
      startsAt: new Date(TEST_NOW.getTime() + (count += 1)).toISOString(),
      hostId,
      attendeeIds: [...attendeeIds, 'pupil'],
    });
    expect(made.status).toBe(201);
    return made.body.id as string;
  };
  /** Live, and the student is in it with a hand up. */
  const begin = async (id: string): Promise<void> => {
    await post(`/v1/sessions/${id}/start`, OFFICE);
    await post(`/v1/sessions/${id}/connections`, { id: 'pupil' }, { deviceId: 'laptop' });
    await server.request('PUT', `/v1/sessions/${id}/hands/me`, {
      as: { id: 'pupil' },
      body: { raised: true },
    });
  };

  const act = async (action: Action, id: string, as: TestPerson): Promise<number> => {
    const path = `/v1/sessions/${id}`;
    const put = async (who: string, raised: boolean) =>
      (await server.request('PUT', `${path}/hands/${who}`, { as, body: { raised } })).status;
    // What is done in a class is done by somebody who is in it, as far as they get in.
    if (action === 'chat' || action === 'raise' || action === 'react')
      await post(`${path}/connections`, as, { deviceId: 'laptop' });
    switch (action) {
      case 'view':
        return (await server.request('GET', path, { as })).status;
      case 'join':
        return (await post(`${path}/connections`, as, { deviceId: 'laptop' })).status;
      case 'chat':
        return (await post(`${path}/chat`, as, { id: messageId(id), text: 'Hello' })).status;
      case 'react':
        return (await post(`${path}/reactions`, as, { reaction: 'heart' })).status;
      case 'ask':
        return (await post(`${path}/media-requests`, as, { ask: 'mute', personId: 'pupil' })).status;
      case 'lock':
        return (await server.request('PUT', `${path}/chat/lock`, { as, body: { locked: true } })).status;
      case 'lower-all':
        return (await server.request('DELETE', `${path}/hands`, { as })).status;
      case 'raise':
        return put('me', true);
      case 'lower-other':
        return put('pupil', false);
      case 'remove':
        return (await post(`${path}/removals`, as, { personId: 'pupil' })).status;
      default:
        return (await post(`${path}/${action}`, as)).status;
    }
  };

  const expectedStatus = (may: string, action: Action): number | 'done' => {
    if (may === '') return 404;
    return may.split(' ').includes(action) ? 'done' : 403;
  };

  // A class differs from a lesson only in what it is to its course.
  const rows = [
    ...RELATIONS.flatMap((relation) => ROLES.map((role) => ['lesson', relation, role] as const)),
    ...ROLES.map((role) => ['class', 'course', role] as const),
  ];
  it.each(rows)('%s, %s: %s', async (kind, relation, role) => {
    const as: TestPerson = {
      id: `${kind}-${relation}-${role}`,
      role,
      courses: relation === 'course' ? ['algebra'] : ['chemistry'],
    };
    const hostId = relation === 'host' ? as.id : `host-of-${as.id}`;
    const attendeeIds = relation === 'attendee' ? [as.id] : [];
    const entry = MAY[relation][role];
    const may = typeof entry === 'string' ? entry : entry[kind];
    const got: Record<string, number | 'done'> = {};
    let can: Readonly<Record<string, boolean>> = {};
    const attempt = async (action: Action, id: string): Promise<void> => {
      const status = await act(action, id, as);
      got[action] = status < 300 ? 'done' : status;
    };

    const called = await prepare(kind, hostId, attendeeIds);
    await attempt('cancel', called);
    await post(`/v1/sessions/${called}/cancel`, OFFICE);
    const id = await prepare(kind, hostId, attendeeIds);
    await attempt('view', id);
    await attempt('start', id);
    await begin(id);
    for (const action of ACTIONS.slice(ACTIONS.indexOf('join'), ACTIONS.indexOf('end')))
      await attempt(action, id);
    const seen = await server.request('GET', `/v1/sessions/${id}`, { as });
    if (seen.status === 200) ({ can } = (seen.body as Session).you);
    await attempt('end', id);
    await post(`/v1/sessions/${id}/end`, OFFICE);
    await attempt('reopen', id);

    expect(got).toEqual(Object.fromEntries(ACTIONS.map((action) => [action, expectedStatus(may, action)])));
    // Buttons say what the server does.
    if (may !== '')
      expect(BUTTONS.map(([button]) => can[button])).toEqual(
        BUTTONS.map(([, action]) => got[action] === 'done'),
      );
  });

  it('lets a token for named sessions into these alone', async () => {
    const one = await prepare('lesson', 'h-one', []);
    await begin(one);
    const other = await prepare('lesson', 'h-two', ['visitor']);
    const visitor: TestPerson = { id: 'visitor', role: 'guest', sessions: [one] };
    expect(await act('join', one, visitor)).toBe(201);
    expect(await act('end', one, visitor)).toBe(403);
    expect(await act('view', other, visitor)).toBe(404);
    const list = await server.request('GET', '/v1/sessions', { as: visitor });
    expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([one]);
  });

  it('lets an admin do no more with a token for named sessions', async () => {
    const one = await prepare('class', 'h-five', []);
    const other = await prepare('class', 'h-six', []);
    await begin(one);
    await begin(other);
    const as: TestPerson = { id: 'office', role: 'admin', sessions: [one] };
    expect(await act('end', one, as)).toBe(200);
    for (const action of ACTIONS) expect([action, await act(action, other, as)]).toEqual([action, 404]);
    const codeOf = async (method: string, path: string, body: unknown) =>
      (await server.request(method, path, { as, body })).body.error?.code as string;
    expect(await codeOf('POST', '/v1/sessions', { title: 'Mine' })).toBe('FORBIDDEN');
    expect(await codeOf('PUT', '/v1/people/ben', { name: 'Ben', role: 'admin' })).toBe('FORBIDDEN');
    expect(await codeOf('POST', '/v1/offerings', { title: 'Mine' })).toBe('NOT_FOUND');
  });

  it('is closed to another tenant, whatever the role', async () => {
    const id = await prepare('class', 'h-three', ['ana']);
    await begin(id);
    for (const as of [
      { tenant: 'elsewhere', id: 'office', role: 'admin' },
      { tenant: 'elsewhere', id: 'h-three', role: 'teacher', courses: ['algebra'] },
      { tenant: 'elsewhere', id: 'ana', sessions: [id] },
    ] as const)
      for (const action of ACTIONS) expect([action, await act(action, id, as)]).toEqual([action, 404]);
  });

  it('answers forged and missing tokens alike for what is there and what is not', async () => {
    const id = await prepare('class', 'h-four', []);
    const token = await server.tokenFor(OFFICE);
    for (const path of [`/v1/sessions/${id}`, `/v1/sessions/ses-${'x'.repeat(22)}`]) {
      const forged = { authorization: `Bearer ${token.slice(0, -6)}AAAAAA` };
      expect((await server.request('GET', path, { headers: forged })).body.error.code).toBe('TOKEN_INVALID');
      expect((await server.request('GET', path)).body.error.code).toBe('TOKEN_MISSING');
    }
  });
});
