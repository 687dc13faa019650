import type { AccessToken, LecternClient } from '@lectern/core/client';
import type { CourseId } from '../school/courses.ts';
import type { Mailbox } from '../school/mailbox.ts';
import type { SchoolPerson } from '../school/people.ts';
import type { PersonView, View } from '../pages/view.ts';
import type { SignIn } from '../web/sign-in.ts';
import type { Params } from '../web/router.ts';

/** What the pages need from the school and from Lectern. */
export interface Site {
  readonly signIn: SignIn;
  /** Lectern as this person sees it, for pages that are made on the server. */
  clientOf(person: SchoolPerson): LecternClient;
  /** A short-lived token that says who this is: the one thing an LMS gives to the elements. */
  mintToken(person: SchoolPerson): Promise<AccessToken>;
  /** What can be booked in a course. */
  offeringOf(course: CourseId): string | undefined;
  readonly mailbox: Mailbox;
  /** The time the pages show. Default: the system's. */
  now?(): Date;
}

/** One request, read once. */
export interface Visit {
  readonly site: Site;
  readonly request: Request;
  readonly url: URL;
  readonly view: View;
  readonly params: Params;
}

/** A request of somebody whose cookie was right. */
export interface PersonVisit extends Visit {
  readonly view: PersonView;
  readonly client: LecternClient;
}
