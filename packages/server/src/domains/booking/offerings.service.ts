import { LecternError } from '@lectern/core';
import type { ListOfferingsInput, Offering, Page, PutOfferingInput } from '@lectern/core/contract';
import type { DomainDeps } from '../../platform/deps.js';
import type { Db } from '../../platform/db/database.js';
import type { Actor } from '../../platform/rights/actor.js';
import { can } from '../../platform/rights/rights.js';
import type { SessionsService } from '../sessions/sessions-service.js';
import { requireVersion, type Versioned } from './entity-version.js';
import { findOffering, listOfferings, putOffering, type StoredOffering } from './offerings.store.js';
import { forbidden, isVisible, mayWithOffering, notFound, placeOfOffering } from './rules.js';

const DEFAULTS = {
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  windowDays: 60,
  cancelHours: 0,
  archived: false,
};

/** What can be booked. */
export interface OfferingsService {
  list(actor: Actor, input: ListOfferingsInput): Promise<Page<Offering>>;
  create(actor: Actor, id: string, input: PutOfferingInput): Promise<Versioned<Offering>>;
  /** `ifMatch`: only in place of that version. */
  put(
    actor: Actor,
    id: string,
    input: PutOfferingInput,
    ifMatch: string | null,
  ): Promise<Versioned<Offering>>;
  /** @throws {@link LecternError} NOT_FOUND when the actor may not see it. */
  require(db: Db, actor: Actor, id: string, options?: { readonly lock?: boolean }): Promise<StoredOffering>;
}

export function createOfferings(
  { database, clock }: DomainDeps,
  { people }: Pick<SessionsService, 'people'>,
): OfferingsService {
  const service: OfferingsService = {
    async list(actor, { limit = MOST_OFFERINGS, cursor }) {
      const seen: StoredOffering[] = [];
      let afterId = cursor === undefined ? undefined : parseCursor(cursor);
      // What is shown to whom is no question for SQL: read on until a page is full.
      for (let isLast = false; !isLast && seen.length <= limit;) {
        const rows = await listOfferings(database.db, actor.tenant, { afterId, limit: BATCH });
        seen.push(...rows.filter((offering) => isVisible(actor, offering)));
        afterId = rows.at(-1)?.id;
        isLast = rows.length < BATCH;
      }
      const page = seen.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await toOfferings(actor.tenant, page),
        ...(seen.length > limit && last ? { nextCursor: formatCursor(last) } : {}),
        serverNow: clock.now().toISOString(),
      };
    },

    async create(actor, id, input) {
      const offering = toStored(id, input, input.hostIds ?? [actor.id]);
      const place = placeOfOffering(actor, { courseId: offering.courseId, hostIds: [] });
      if (place.relation === 'none' && (actor.role !== 'admin' || place.outOfReach))
        throw new LecternError('NOT_FOUND', 'There is no such course, or you are not in it.');
      if (!can(actor.role, 'offering.create', place)) throw forbidden('Only teachers offer times.');
      requireHosts(actor, offering.hostIds, []);
      await requireTeachers(actor, offering.hostIds);
      const now = clock.now();
      await database.transaction((tx) =>
        putOffering(tx, actor.tenant, offering, { personId: actor.id, now }),
      );
      return one(actor.tenant, offering);
    },

    async put(actor, id, input, ifMatch) {
      const now = clock.now();
      const offering = await database.transaction(async (tx) => {
        const before = await service.require(tx, actor, id, { lock: true });
        if (!mayWithOffering(actor, 'offering.update', before))
          throw forbidden('You may see this offering, but not change it.');
        requireVersion(ifMatch, before.version);
        const after = {
          ...toStored(id, input, input.hostIds ?? before.hostIds),
          version: before.version + 1,
        };
        // Being its host gives no right to a course that it does not belong to yet.
        const there = placeOfOffering(actor, { courseId: after.courseId, hostIds: [] });
        const isMoved = after.courseId !== before.courseId;
        if (
          !mayWithOffering(actor, 'offering.update', after) ||
          (isMoved && !can(actor.role, 'offering.create', there))
        )
          throw forbidden('You may not move this offering to a course that is not yours.');
        requireHosts(actor, after.hostIds, before.hostIds);
        await requireTeachers(actor, after.hostIds, tx);
        await putOffering(tx, actor.tenant, after, { personId: actor.id, now });
        return after;
      });
      return one(actor.tenant, offering);
    },

    async require(db, actor, id, options) {
      const offering = await findOffering(db, actor.tenant, id, options);
      if (!offering || !isVisible(actor, offering)) throw notFound('offering');
      return offering;
    },
  };

  /** A host's time is theirs: a teacher puts only themselves up for booking. */
  function requireHosts(actor: Actor, hostIds: readonly string[], before: readonly string[]): void {
    if (actor.role === 'admin') return;
    if (hostIds.some((id) => id !== actor.id && !before.includes(id)))
      throw forbidden('Only an admin adds other teachers to an offering.');
  }

  async function requireTeachers(
    actor: Actor,
    hostIds: readonly string[],
    db: Db = database.db,
  ): Promise<void> {
    const others = hostIds.filter((id) => id !== actor.id);
    const teaching = (await people.find(db, actor.tenant, others)).filter(({ role }) => TEACHING.has(role));
    const known = new Set(teaching.map(({ id }) => id));
    if (actor.role === 'teacher' || actor.role === 'admin') known.add(actor.id);
    const issues = hostIds.flatMap((id, index) =>
      known.has(id) ? [] : [{ path: `body.hostIds.${String(index)}`, message: 'is no teacher we know' }],
    );
    if (issues.length > 0)
      throw new LecternError(
        'INVALID_INPUT',
        'Each host must be a teacher known here: put the person first. See details.issues.',
        { details: { issues } },
      );
  }

  async function one(tenant: string, offering: StoredOffering): Promise<Versioned<Offering>> {
    const [answer] = await toOfferings(tenant, [offering]);
    if (!answer) throw new TypeError('[@lectern/server] an offering went missing on its way out');
    return { value: answer, version: offering.version };
  }

  async function toOfferings(
    tenant: string,
    offerings: readonly StoredOffering[],
  ): Promise<readonly Offering[]> {
    const ids = [...new Set(offerings.flatMap(({ hostIds }) => hostIds))];
    const refs = new Map((await people.refs(database.db, tenant, ids)).map((ref) => [ref.id, ref]));
    return offerings.map(({ description, courseId, hostIds, version: _version, ...offering }) => ({
      ...offering,
      ...(description === undefined ? {} : { description }),
      ...(courseId === undefined ? {} : { courseId }),
      hosts: hostIds.map((id) => refs.get(id) ?? { id, name: id }),
      capacity: 1,
    }));
  }

  return service;
}

const MOST_OFFERINGS = 100;
const BATCH = 200;

function formatCursor({ id }: StoredOffering): string {
  return Buffer.from(id).toString('base64url');
}

/** @throws {@link LecternError} INVALID_CURSOR when it is none of ours. */
function parseCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^off-[a-z0-9]{22}$/.test(id))
    throw new LecternError('INVALID_CURSOR', 'The cursor is not one of ours. Ask for the first page again.');
  return id;
}

const TEACHING: ReadonlySet<string> = new Set(['admin', 'teacher']);

function toStored(id: string, input: PutOfferingInput, hostIds: readonly string[]): StoredOffering {
  const { hostIds: _hostIds, description, courseId, stepMinutes, ...rest } = input;
  const filled = { ...DEFAULTS, ...rest };
  return {
    ...filled,
    id,
    description,
    courseId,
    hostIds: [...new Set(hostIds)],
    stepMinutes: stepMinutes ?? filled.durationMinutes,
    version: 1,
  };
}
