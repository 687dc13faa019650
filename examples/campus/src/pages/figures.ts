import type { SchoolPerson } from '../school/people.ts';
import { html, type Html } from '../web/html.ts';

/** A round picture of somebody. Decorative: their name stands beside it. */
export function avatar({ id, initials }: Pick<SchoolPerson, 'id' | 'initials'>): Html {
  return html`<span class="avatar avatar-${id}" aria-hidden="true">${initials}</span>`;
}

export function brandMark(): Html {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="mark-ground" d="M16 2 30 9v8c0 7-6 11-14 13C8 28 2 24 2 17V9z" />
    <path class="mark-star" d="m16 8 2 5.500 5.500 2-5.500 2-2 5.500-2-5.500-5.500-2 5.500-2z" />
  </svg>`;
}

export function arrow(): Html {
  return html`<svg class="arrow flips" viewBox="0 0 20 20" aria-hidden="true">
    <path d="M4 10h11m-4-5 5 5-5 5" />
  </svg>`;
}
