import { LecternError } from '@lectern/core';
import type { LecternClient } from '@lectern/core/client';
import type { Session } from '@lectern/core/contract';
import { failurePage } from '../pages/failure.ts';
import { links } from '../pages/links.ts';
import type { Course } from '../school/courses.ts';
import { pageReply, redirectReply } from '../web/reply.ts';
import type { PersonVisit } from './visit.ts';

const CLASS_MINUTES = 50;

/** "Teach right now": a class for the whole course, and straight into its room. */
export async function startClass({ view, client }: PersonVisit, course: Course): Promise<Response> {
  const { person, texts } = view;
  if (course.teacherId !== person.id) return pageReply(failurePage(view, 'forbidden'), { status: 403 });
  try {
    const session = await client.sessions.create({
      kind: 'class',
      title: course.title,
      courseId: course.id,
      durationMinutes: CLASS_MINUTES,
      zone: person.zone,
    });
    return redirectReply(links.classroom(person.id, session.id));
  } catch (error) {
    if (!LecternError.is(error) || error.code !== 'HOST_BUSY') throw error;
    const other = await findOther(client);
    const onward = other && { href: links.classroom(person.id, other.id), text: texts.home.open };
    return pageReply(failurePage(view, 'busy', onward), { status: 409 });
  }
}

/** The lesson in the way: the one that runs, else the next. */
async function findOther(client: LecternClient): Promise<Session | undefined> {
  const { items } = await client.sessions.list({ when: 'upcoming', limit: 10 });
  const mine = items.filter(({ you, state }) => you.relation === 'host' && state !== 'cancelled');
  return mine.find(({ state }) => state === 'live') ?? mine[0];
}
