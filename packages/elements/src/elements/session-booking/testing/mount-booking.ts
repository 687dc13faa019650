import { fixture, html } from '@open-wc/testing';
import '../../../define/session-booking.js';
import type { FakeClient } from '../../../testing/fake-client.js';
import { fakeOffering, type FakeWorld } from '../../../testing/fake-world.js';
import { control, find, settle, textOf } from '../../../testing/settle.js';
import type { SessionBookingElement } from '../session-booking.element.js';

export const TWO_TEACHERS: Partial<FakeWorld> = {
  offerings: [
    fakeOffering({
      hosts: [
        { id: 'ana', name: 'Ana Kovač' },
        { id: 'ben', name: 'Ben Okafor' },
      ],
    }),
  ],
  hostZones: { ana: 'Europe/Berlin', ben: 'Africa/Lagos' },
};

/** Mounts the element on a client, which has answered everything it was asked. */
export async function mount(
  client: FakeClient,
  more: Partial<SessionBookingElement> = {},
): Promise<SessionBookingElement> {
  const element = document.createElement('session-booking');
  Object.assign(element, { zone: 'Europe/Berlin', client, ...more });
  await fixture(html`<div lang="en">${element}</div>`);
  await settle(element);
  return element;
}

export async function press(element: SessionBookingElement, name: string): Promise<void> {
  control(element, name).click();
  await settle(element);
}

/** Chooses Tuesday 24 November, 14:00 in Berlin. */
export async function choose(element: SessionBookingElement): Promise<void> {
  find(element, '[data-date="2026-11-24"]').click();
  await settle(element);
  await press(element, '2:00 PM');
}

export async function book(element: SessionBookingElement): Promise<void> {
  await choose(element);
  await press(element, 'Book this time');
}

export function focused(element: SessionBookingElement): string {
  const active = element.shadowRoot?.activeElement;
  return active ? (active.getAttribute('data-date') ?? textOf(active)) : 'nothing';
}
