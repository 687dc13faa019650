import type { Session } from '@lectern/core/contract';
import { fixture, html } from '@open-wc/testing';
import type { FakeClient } from '../../../testing/fake-client.js';
import { FAKE_NOW, fakeSession, instant } from '../../../testing/fake-world.js';
import { find, findAll, settle, textOf } from '../../../testing/settle.js';
import type { SessionListElement } from '../session-list.element.js';

export const MINUTE = 60_000;

/** A session so many minutes from now. */
export function session(minutes: number, more: Partial<Session> = {}): Session {
  return fakeSession({ id: `ses-${minutes}`, startsAt: instant(FAKE_NOW + minutes * MINUTE), ...more });
}

export const past = (days: number, more: Partial<Session> = {}): Session => {
  const startsAt = instant(FAKE_NOW - days * 1_440 * MINUTE);
  return session(0, { id: `ses-past-${days}`, startsAt, startedAt: startsAt, state: 'ended', ...more });
};

export async function mount(
  client: FakeClient,
  more: Partial<SessionListElement> = {},
): Promise<SessionListElement> {
  const element = document.createElement('session-list');
  Object.assign(element, { zone: 'Europe/Berlin', client, ...more });
  await fixture(html`<div lang="en">${element}</div>`);
  await settle(element);
  return element;
}

export const upcoming = (element: SessionListElement): string[] =>
  findAll(element, '.upcoming .item').map(textOf);
export const countdown = (element: SessionListElement): string => textOf(find(element, '.countdown'));
