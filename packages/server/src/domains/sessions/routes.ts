import type { Me } from '@lectern/core/contract';
import type { DomainDeps } from '../../platform/deps.js';
import { Reply, route, type Route } from '../../platform/http/route.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can, judge } from '../../platform/rights/rights.js';
import { LecternError } from '@lectern/core';
import { isZone } from '@lectern/core/slots';
import { createSession } from './create-session.js';
import { takeStep, type Step } from './life-cycle.js';
import type { People } from './people.js';
import type { SessionWithSeats } from './rules.js';
import {
  CreateSessionInputSchema,
  ListSessionsQuerySchema,
  MeSchema,
  PersonParamsSchema,
  PersonSchema,
  PutPersonInputSchema,
  SessionPageSchema,
  SessionParamsSchema,
  SessionSchema,
} from './schemas.js';
import type { SessionsService } from './sessions-service.js';

const STEPS: readonly { readonly step: Step; readonly operationId: string; readonly summary: string }[] = [
  { step: 'start', operationId: 'startSession', summary: 'Make a session live before its host joins.' },
  { step: 'end', operationId: 'endSession', summary: 'End a session for everybody.' },
  { step: 'cancel', operationId: 'cancelSession', summary: 'Call off a session that has not begun.' },
  { step: 'reopen', operationId: 'reopenSession', summary: 'Go on with a session that was ended.' },
];

export function sessionRoutes(deps: DomainDeps, service: SessionsService): readonly Route[] {
  const { database } = deps;
  const answer = async (actor: Actor, session: SessionWithSeats, status = 200): Promise<Reply> => {
    const body = await service.view(database.db, actor, session);
    return new Reply(body, { status, headers: { etag: `"${String(body.version)}"` } });
  };
  return [
    route({
      method: 'GET',
      path: '/v1/sessions',
      operationId: 'listSessions',
      summary: 'List the sessions of the person who asks.',
      query: ListSessionsQuerySchema,
      response: SessionPageSchema,
      errors: ['INVALID_CURSOR'],
      handler: ({ actor, query, now }) => service.list(actor, query, now),
    }),
    route({
      method: 'POST',
      path: '/v1/sessions',
      operationId: 'createSession',
      summary: 'Make a session and take its host’s time.',
      body: CreateSessionInputSchema,
      response: SessionSchema,
      status: 201,
      errors: ['FORBIDDEN', 'HOST_BUSY', 'SLOT_PAST', 'UNKNOWN_ZONE'],
      handler: async ({ actor, body, now, newId }) =>
        answer(actor, await createSession(deps, { actor, input: body, id: newId('ses'), now }), 201),
    }),
    route({
      method: 'GET',
      path: '/v1/sessions/:id',
      operationId: 'getSession',
      summary: 'Read a session.',
      params: SessionParamsSchema,
      response: SessionSchema,
      errors: ['NOT_FOUND'],
      handler: async ({ actor, params }) =>
        answer(actor, await service.getFor(database.db, actor, params.id, 'session.view')),
    }),
    ...STEPS.map(({ step, operationId, summary }) =>
      route({
        method: 'POST',
        path: `/v1/sessions/:id/${step}`,
        operationId,
        summary,
        params: SessionParamsSchema,
        response: SessionSchema,
        errors: [
          'NOT_FOUND',
          'FORBIDDEN',
          'SESSION_STATE',
          'SESSION_ENDED',
          'SESSION_CANCELLED',
          'SESSION_NOT_OPEN',
          'TOO_LATE',
          'HOST_BUSY',
        ],
        handler: async ({ actor, params, now }) =>
          answer(actor, await takeStep(deps, { step, actor, id: params.id, now })),
      }),
    ),
  ];
}

export function peopleRoutes({ database }: DomainDeps, people: People): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/v1/me',
      operationId: 'getMe',
      summary: 'Who the token says one is, and what one may do.',
      response: MeSchema,
      handler: ({ actor, now }) => Promise.resolve(viewMe(actor, now)),
    }),
    route({
      method: 'PUT',
      path: '/v1/people/:id',
      operationId: 'putPerson',
      summary: 'Make a person known before their first visit.',
      params: PersonParamsSchema,
      body: PutPersonInputSchema,
      response: PersonSchema,
      errors: ['FORBIDDEN', 'UNKNOWN_ZONE'],
      handler: async ({ actor, params, body, now }) => {
        if (
          judge(actor.role, 'person.put', {
            relation: 'course',
            outOfReach: actor.sessions !== undefined,
          }) !== 'yes'
        )
          throw new LecternError('FORBIDDEN', 'Only an admin makes people known.');
        if (body.zone !== undefined && !isZone(body.zone))
          throw new LecternError('UNKNOWN_ZONE', 'The time zone is not an IANA name such as Europe/Berlin.');
        return people.put(database.db, actor.tenant, params.id, body, now);
      },
    }),
  ];
}

function viewMe(actor: Actor, now: Date): Me {
  const place = { relation: 'course' } as const;
  return {
    id: actor.id,
    name: actor.name,
    role: actor.role,
    ...(actor.language !== undefined && { language: actor.language }),
    ...(actor.zone !== undefined && { zone: actor.zone }),
    courses: [...actor.courses],
    serverNow: now.toISOString(),
    can: {
      'session.create': !actor.sessions && can(actor.role, 'session.create', place),
      'offering.create': !actor.sessions && can(actor.role, 'offering.create', place),
    },
  };
}
