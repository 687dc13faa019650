import type { LecternClient } from '@lectern/core/client';
import type { Lectern } from '@lectern/server';
import type { CampusClock } from './campus-clock.ts';
import type { Course } from './courses.ts';
import { identityOf } from './identity.ts';
import { findPerson, type SchoolPerson } from './people.ts';
import { recordLesson } from './recorded-lesson.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const EVENING_HOUR = 18;
const LENGTH_MINUTES = 30;
/** Below the lease of a connection, so that nobody is taken for gone. */
const STEP_MS = 30_000;

/** Who came and went, in minutes from the start. Somebody late, somebody with a bad line; whoever is missing was absent. */
const SCRIPT: readonly { readonly who: string; readonly from: number; readonly to: number }[] = [
  { who: 'ana', from: -2, to: LENGTH_MINUTES + 1 },
  { who: 'ben', from: -1, to: 11 },
  { who: 'chloe', from: 6, to: LENGTH_MINUTES },
  { who: 'ben', from: 13, to: LENGTH_MINUTES },
];

/** The minutes the teacher recorded: the film is as long. */
const RECORDED = { from: 1, to: 3 };

/** The evening before, on the wall of this zone; at least some hours ago. */
function lastEvening(now: Date, zone: string): Date {
  const hourOf = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
  let start = Math.floor((now.getTime() - 3 * HOUR_MS) / HOUR_MS) * HOUR_MS;
  while (Number(hourOf.format(start)) !== EVENING_HOUR) start -= HOUR_MS;
  return new Date(start);
}

/**
 * Holds one class of the evening before, so that there is a report to look at: real people join and leave through the
 * same interface as in a browser, only the clock is somewhere else.
 */
export async function holdLesson(
  { api, fetch }: Pick<Lectern, 'api' | 'fetch'>,
  clock: CampusClock,
  course: Course,
): Promise<void> {
  const teacher = findPerson(course.teacherId);
  if (!teacher) return;
  const start = lastEvening(clock.now(), teacher.zone);
  const at = (minute: number): Date => new Date(start.getTime() + minute * MINUTE_MS);
  const minutes = SCRIPT.flatMap(({ from, to }) => [from, to]);
  try {
    clock.goTo(at(Math.min(...minutes) - 10));
    const clients = new Map(
      [course.teacherId, ...course.studentIds].flatMap((id) => {
        const person = findPerson(id);
        return person ? [[id, api.as(identityOf(person))] as const] : [];
      }),
    );
    const teaching = clients.get(teacher.id);
    if (!teaching) return;
    const session = await teaching.sessions.create({
      kind: 'class',
      title: course.firstLesson,
      courseId: course.id,
      startsAt: start.toISOString(),
      durationMinutes: LENGTH_MINUTES,
      zone: teacher.zone,
      attendeeIds: course.studentIds,
    });
    const recording = recordLesson({ fetch }, teaching, session.id);
    await play(clients, session.id, {
      clock,
      at,
      first: Math.min(...minutes),
      last: Math.max(...minutes),
      async afterMinute(minute) {
        if (minute === RECORDED.from) await recording.begin();
        if (minute === RECORDED.to) await recording.end();
      },
    });
    await teaching.sessions.end(session.id);
  } finally {
    clock.goTo(undefined);
  }
}

interface Stage {
  readonly clock: CampusClock;
  at(minute: number): Date;
  readonly first: number;
  readonly last: number;
  /** Called at every full minute, after who was due has come and gone. */
  afterMinute(minute: number): Promise<void>;
}

/** Goes through the evening in steps of half a minute: who is due joins or leaves, who is there says so. */
async function play(
  clients: ReadonlyMap<SchoolPerson['id'], LecternClient>,
  sessionId: string,
  { clock, at, first, last, afterMinute }: Stage,
): Promise<void> {
  const connections = new Map<string, string>();
  for (let time = at(first); time <= at(last); time = new Date(time.getTime() + STEP_MS)) {
    clock.goTo(time);
    for (const [who, id] of connections) await clients.get(who)?.connections.heartbeat(id);
    for (const { who, from, to } of SCRIPT) {
      const client = clients.get(who);
      const id = connections.get(who);
      if (client && at(from).getTime() === time.getTime())
        connections.set(
          who,
          (await client.sessions.join(sessionId, { deviceId: `campus-${who}` })).connectionId,
        );
      if (client && id !== undefined && at(to).getTime() === time.getTime()) {
        await client.connections.leave(id);
        connections.delete(who);
      }
    }
    const minute = (time.getTime() - at(0).getTime()) / MINUTE_MS;
    if (Number.isInteger(minute)) await afterMinute(minute);
  }
}
