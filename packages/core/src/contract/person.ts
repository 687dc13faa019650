import type { Instant, Zone } from './common.js';

export const ROLES = ['admin', 'teacher', 'moderator', 'student', 'guest'] as const;
export type Role = (typeof ROLES)[number];

/** A person as others see them. */
export interface PersonRef {
  /** The LMS's opaque user id, 1 to 255 characters. */
  readonly id: string;
  readonly name: string;
}

/** `GET /v1/me` */
export interface Me extends PersonRef {
  readonly role: Role;
  readonly language?: string;
  readonly zone?: Zone;
  readonly courses: readonly string[];
  readonly serverNow: Instant;
  readonly can: { readonly 'session.create': boolean; readonly 'offering.create': boolean };
}

/** `PUT /v1/people/:id` (admin): a person known before their first visit. */
export interface PutPersonInput {
  readonly name: string;
  readonly role: Role;
  readonly email?: string;
  readonly language?: string;
  readonly zone?: Zone;
}

export interface Person extends PutPersonInput {
  readonly id: string;
}
