import '../src/define/session-booking.js';
import { LecternError } from '@lectern/core/contract';
import { createFakeClient } from '../src/testing/fake-client.js';
import { FAKE_NOW, fakeOffering } from '../src/testing/fake-world.js';
import { drawNavigation, wanted } from './settings.js';

drawNavigation([
  'ready',
  'chosen',
  'teachers',
  'far',
  'empty',
  'never',
  'nothing',
  'loading',
  'error',
  'conflict',
  'done',
  'cancelled',
  'own',
  'asked',
  'moving',
  'moved',
  'menu',
]);

const element = document.querySelector('session-booking');
const teachers = ['Ana Kovač', 'Ben Okafor', 'Chiyo Tanaka', 'Dalia Haddad', 'Emil Sørensen'];
const client = createFakeClient({
  now: () => FAKE_NOW,
  hostZones: {
    ana: 'Europe/Berlin',
    t1: 'Africa/Lagos',
    t2: 'Asia/Tokyo',
    t3: 'Africa/Cairo',
    t4: 'America/New_York',
  },
  ...(wanted === 'nothing' ? { offerings: [] } : {}),
  ...(wanted === 'never' ? { hours: () => [] } : {}),
  ...(wanted === 'empty' ? { hours: (_host, date) => (date > '2026-12-02' ? ['10:00'] : []) } : {}),
  ...(wanted === 'teachers'
    ? {
        offerings: teachers.map((name, index) =>
          fakeOffering({
            id: `off-${String(index).padStart(22, 'a')}`,
            title:
              [
                'German conversation',
                'Mathematics, year 9',
                'Japanese for beginners',
                'Arabic calligraphy',
                'Physics',
              ][index] ?? '',
            hosts: [{ id: index ? `t${index}` : 'ana', name }],
          }),
        ),
        hours: (host: string, date: string, weekday: number) =>
          host === 't3'
            ? []
            : weekday < 6 && (host !== 't2' || date > '2026-12-01')
              ? ['09:00', '17:00', '18:00']
              : [],
      }
    : {}),
});
if (['own', 'asked', 'moving', 'moved'].includes(wanted))
  for (const day of ['25', '27']) {
    const startsAt = `2026-11-${day}T09:00:00.000Z`;
    client.world.taken.add(`ana ${startsAt}`);
    client.world.bookings.push({
      id: `bkg-${day}`,
      state: 'confirmed',
      sessionId: `ses-${day}`,
      offeringId: fakeOffering().id,
      title: 'German conversation',
      host: { id: 'ana', name: 'Ana Kovač' },
      attendee: { id: 'ben', name: 'Ben Okafor' },
      startsAt,
      endsAt: `2026-11-${day}T10:00:00.000Z`,
      hostZone: 'Europe/Berlin',
      hostWallStart: `2026-11-${day}T10:00`,
      viewerZone: 'Europe/Berlin',
      sequence: 0,
      you: { can: { 'booking.view': true, 'booking.cancel': true, 'booking.move': true } },
    });
  }
if (wanted === 'loading') client.hold('offerings.list');
if (wanted === 'error') client.failNext('offerings.list', new LecternError('NETWORK', 'No connection.'));

if (element) {
  element.zone = wanted === 'far' ? 'America/New_York' : 'Europe/Berlin';
  element.client = client;
}

/** Waits for a part of the element to be there. */
async function find(selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = element?.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}

if (wanted === 'asked') (await find('[data-cancel]')).click();
if (['moving', 'moved'].includes(wanted)) {
  await find('.slot');
  (await find('[data-move]')).click();
  await find('header.head:not(:has(.disc)) ~ .columns .slot');
}
if (['chosen', 'conflict', 'done', 'cancelled', 'moving', 'moved', 'menu'].includes(wanted)) {
  (await find('.day-free[data-date="2026-11-24"]')).click();
  (await find('input[value="2026-11-24T13:00:00.000Z"]')).click();
}
if (wanted === 'conflict') client.world.taken.add('ana 2026-11-24T13:00:00.000Z');
if (['conflict', 'done', 'cancelled', 'moved', 'menu'].includes(wanted))
  (await find('.confirm .button-primary')).click();
if (wanted === 'cancelled') {
  (await find('#cancel')).click();
  (await find('.button-danger')).click();
}
if (wanted === 'menu')
  (await find('lectern-calendar-menu')).shadowRoot?.querySelector<HTMLElement>('#button')?.click();
document.documentElement.dataset['ready'] = 'yes';
