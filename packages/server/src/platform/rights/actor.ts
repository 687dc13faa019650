import type { Role } from '@lectern/core/contract';

/** Who acts, as their token says. Never read from anything else a client can write. */
export interface Actor {
  readonly tenant: string;
  /** The LMS's user id. */
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly email?: string;
  /** Courses they belong to. */
  readonly courses: readonly string[];
  /** The only sessions this token is good for. Undefined: no such limit. */
  readonly sessions?: readonly string[];
  readonly language?: string;
  readonly zone?: string;
}
