import { LecternError } from '@lectern/core/contract';
import { expect, oneEvent } from '@open-wc/testing';
import type { CalendarMenuElement } from '../../calendar-menu/calendar-menu.element.js';
import { createFakeClient } from '../../testing/fake-client.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { SessionBookingDoneEvent, SessionBookingErrorEvent } from './session-booking.events.js';
import { book, choose, focused, mount, press } from './testing/mount-booking.js';

describe('<session-booking>', () => {
  beforeEach(() => localStorage.clear());

  describe('booking', () => {
    it('books with the note and says so', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await choose(element);
      const note = find<HTMLTextAreaElement>(element, '#note');
      note.value = '  Chapter three ';
      note.dispatchEvent(new Event('input'));
      const done = oneEvent(element, 'session-booking-done') as Promise<SessionBookingDoneEvent>;
      await press(element, 'Book this time');
      expect((await done).detail.booking.note).to.equal('Chapter three');
      expect(client.calls('bookings.create')[0]?.[0]).to.deep.equal({
        offeringId: 'off-aaaaaaaaaaaaaaaaaaaaaa',
        hostId: 'ana',
        startsAt: '2026-11-24T13:00:00.000Z',
        zone: 'Europe/Berlin',
        note: 'Chapter three',
      });
      expect(textOf(find(element, '.summary'))).to.contain('Tuesday, November 24, 2:00 – 3:00 PM');
    });

    it('fires nothing but the events that happened, across shadow roots', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      const heard: string[] = [];
      const listen = ({ type }: Event): void => void heard.push(type);
      const names = ['confirm', 'done', 'after-cancel', 'error'].map((name) => `session-booking-${name}`);
      for (const name of names) document.addEventListener(name, listen);
      await book(element);
      await press(element, 'Cancel booking');
      await press(element, 'Yes, cancel it');
      for (const name of names) document.removeEventListener(name, listen);
      expect(heard).to.deep.equal([
        'session-booking-confirm',
        'session-booking-done',
        'session-booking-after-cancel',
      ]);
    });

    it('leaves the booking to a page that cancels the event', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      element.addEventListener('session-booking-confirm', (event) => event.preventDefault());
      await book(element);
      expect(client.calls('bookings.create')).to.deep.equal([]);
      expect(textOf(element)).to.contain('Book this time');
    });

    it('sends one request however often the button is pressed', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await choose(element);
      const release = client.hold('bookings.create');
      const button = control(element, 'Book this time');
      button.click();
      button.click();
      await settle(element);
      button.click();
      release();
      await settle(element);
      expect(client.calls('bookings.create')).to.have.length(1);
      expect(textOf(element)).to.contain('Your lesson is booked');
    });

    it('repeats a booking whose answer was lost under the same key, and a refused one under another', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await choose(element);
      const keys: unknown[] = [];
      const answers = [new LecternError('NETWORK', 'Lost.'), new LecternError('FORBIDDEN', 'No.'), undefined];
      client.answer('bookings.create', (_input, options) => {
        keys.push(options?.idempotencyKey);
        throw answers[keys.length - 1] ?? new LecternError('INTERNAL', 'Oh.');
      });
      await press(element, 'Book this time');
      expect(textOf(find(element, '.confirm'))).to.contain('No connection to the server');
      await press(element, 'Try again');
      expect(textOf(find(element, '.confirm'))).to.contain('not allowed');
      await press(element, 'Try again');
      expect(keys[0]).to.be.a('string').and.to.have.length.at.least(16);
      expect(keys[1]).to.equal(keys[0]);
      expect(keys[2]).not.to.equal(keys[0]);
    });

    it('shows others when the time is taken, takes one of them and books it', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await choose(element);
      client.world.taken.add('ana 2026-11-24T13:00:00.000Z');
      control(element, 'Book this time').focus();
      const failed = oneEvent(element, 'session-booking-error') as Promise<SessionBookingErrorEvent>;
      await press(element, 'Book this time');
      expect((await failed).detail).to.include({ during: 'create' });
      const conflict = find(element, '[part=conflict]');
      expect(textOf(conflict)).to.contain('Somebody else has just taken Tuesday, November 24 at 2:00 PM');
      expect(element.shadowRoot?.activeElement).to.equal(conflict);
      expect(findAll(element, '.slot').map(textOf)).not.to.include('2:00 PM');
      conflict.querySelectorAll('button')[1]?.click();
      await settle(element);
      await press(element, 'Book this time');
      expect(textOf(find(element, '.summary'))).to.contain('10:00 – 11:00 AM');
    });

    for (const [code, says] of [
      ['SLOT_PAST', 'can no longer be booked'],
      ['SLOT_UNAVAILABLE', 'can no longer be booked'],
      ['STUDENT_BUSY', 'already have a booking'],
    ] as const) {
      it(`asks for another time on ${code}, with fresh slots`, async () => {
        const client = createFakeClient();
        const element = await mount(client);
        await choose(element);
        const before = client.calls('offerings.slots').length;
        client.failNext('bookings.create', new LecternError(code, 'No.'));
        await press(element, 'Book this time');
        expect(textOf(find(element, '#problem'))).to.contain(says);
        expect(client.calls('offerings.slots')).to.have.length(before + 1);
        expect(findAll(element, '.confirm')).to.deep.equal([]);
      });
    }

    it('adds it to a calendar, with the page of the session', async () => {
      const client = createFakeClient();
      const element = await mount(client, { sessionUrl: '/lesson/{id}' });
      await book(element);
      const menu = find<CalendarMenuElement>(element, 'lectern-calendar-menu');
      const sessionId = client.world.bookings[0]?.sessionId ?? '';
      expect(menu.entry).to.deep.equal({
        title: 'German conversation',
        startsAt: '2026-11-24T13:00:00.000Z',
        endsAt: '2026-11-24T14:00:00.000Z',
        zone: 'Europe/Berlin',
        url: new URL(`/lesson/${sessionId}`, document.baseURI).href,
      });
      expect(await (await menu.loadFile?.())?.text()).to.contain('BEGIN:VCALENDAR');
      client.failNext('bookings.ics', new LecternError('NETWORK', 'Lost.'));
      expect(await menu.loadFile?.()).to.equal(undefined);
    });

    it('cancels after asking, keeps on no, and says until when it was possible', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await book(element);
      await press(element, 'Cancel booking');
      await press(element, 'Keep it');
      expect(client.calls('bookings.cancel')).to.deep.equal([]);
      client.failNext(
        'bookings.cancel',
        new LecternError('TOO_LATE', 'Over.', { details: { cutoffAt: '2026-11-24T01:00:00.000Z' } }),
      );
      await press(element, 'Cancel booking');
      await press(element, 'Yes, cancel it');
      expect(textOf(element)).to.contain('only be cancelled until Nov 24, 2026, 2:00 AM');
      await press(element, 'Cancel booking');
      await press(element, 'Yes, cancel it');
      expect(textOf(find(element, '#heading'))).to.equal('The booking is cancelled');
      await press(element, 'Book another time');
      expect(textOf(find(element, '#month'))).to.equal('November 2026');
    });
  });

  describe('errors', () => {
    it('says what failed and tries again', async () => {
      const client = createFakeClient();
      client.failNext('offerings.list', new LecternError('TOKEN_EXPIRED', 'Over.'));
      const element = await mount(client);
      expect(textOf(find(element, '[role=alert]'))).to.contain('You are signed out');
      control(element, 'Try again').focus();
      await press(element, 'Try again');
      expect(focused(element)).to.equal('2026-11-20');
      client.failNext('offerings.slots', new LecternError('INTERNAL', 'Oh.'));
      await press(element, 'Next month');
      expect(textOf(find(element, '.times'))).to.contain('Something went wrong');
      control(element, 'Try again').focus();
      await press(element, 'Try again');
      expect(focused(element)).to.equal('2026-12-01');
      expect(textOf(find(element, '#month'))).to.equal('December 2026');
      expect(findAll(element, '.slot')).not.to.deep.equal([]);
    });

    it('shows the answer to the last question when answers come late', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      const release = client.hold('offerings.slots');
      await press(element, 'Next month');
      await press(element, 'Previous month');
      expect(client.aborted).to.deep.equal(['offerings.slots']);
      release();
      await settle(element);
      expect(textOf(find(element, '#month'))).to.equal('November 2026');
      expect(find(element, '[data-date="2026-11-24"]').getAttribute('aria-disabled')).to.equal('false');
    });
  });
});
