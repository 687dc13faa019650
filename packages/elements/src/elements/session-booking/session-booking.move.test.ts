import { LecternError, type Booking } from '@lectern/core/contract';
import { expect, oneEvent } from '@open-wc/testing';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { FAKE_NOW, instant } from '../../testing/fake-world.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { SessionBookingElement } from './session-booking.element.js';
import type {
  SessionBookingAfterCancelEvent,
  SessionBookingAfterMoveEvent,
  SessionBookingErrorEvent,
} from './session-booking.events.js';
import { choose, focused, mount, press, TWO_TEACHERS } from './testing/mount-booking.js';

const MOVE = 'Change time, Wednesday, November 25, 10:00 – 11:00 AM';
const CANCEL = 'Cancel, Wednesday, November 25, 10:00 – 11:00 AM';

/** Names as they are written here: those of dates have thin spaces. */
const nameOf = (one: Element | null | undefined): string =>
  (one?.getAttribute('aria-label') ?? '').replaceAll(/\s+/gu, ' ');

function own(element: SessionBookingElement, name: string): HTMLElement {
  const found = findAll(element, '.own button').find((one) => nameOf(one) === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

async function pressOwn(element: SessionBookingElement, name: string): Promise<void> {
  own(element, name).click();
  await settle(element);
}

const booked = (more: Partial<Booking> = {}): Booking => ({
  id: 'bkg-own',
  state: 'confirmed',
  sessionId: 'ses-own',
  offeringId: 'off-aaaaaaaaaaaaaaaaaaaaaa',
  title: 'German conversation',
  host: { id: 'ana', name: 'Ana Kovač' },
  attendee: { id: 'ben', name: 'Ben Okafor' },
  startsAt: '2026-11-25T09:00:00.000Z',
  endsAt: '2026-11-25T10:00:00.000Z',
  hostZone: 'Europe/Berlin',
  hostWallStart: '2026-11-25T10:00',
  viewerZone: 'Europe/Berlin',
  sequence: 0,
  you: { can: { 'booking.view': true, 'booking.cancel': true, 'booking.move': true } },
  ...more,
});

const withOwn = (...bookings: readonly Booking[]): FakeClient =>
  createFakeClient({
    bookings: [...bookings],
    taken: new Set(bookings.map(({ host, startsAt }) => `${host.id} ${startsAt}`)),
  });

describe('<session-booking> with bookings of one’s own', () => {
  beforeEach(() => localStorage.clear());

  it('shows the next three of what can be booked here, the soonest first', async () => {
    const day = (date: number, more: Partial<Booking> = {}): Booking =>
      booked({
        id: `bkg-${String(date)}`,
        startsAt: `2026-11-${String(date)}T09:00:00.000Z`,
        endsAt: `2026-11-${String(date)}T10:00:00.000Z`,
        ...more,
      });
    const client = withOwn(
      day(30),
      day(27),
      day(26),
      day(25),
      day(24, { state: 'cancelled' }),
      day(19),
      day(23, { offeringId: 'off-other' }),
      day(22, { host: { id: 'ben', name: 'Ben' } }),
    );
    const element = await mount(client, { offeringId: 'off-aaaaaaaaaaaaaaaaaaaaaa', hostId: 'ana' });
    expect(findAll(element, '.own-item .strong').map(textOf)).to.deep.equal([
      'Wednesday, November 25, 10:00 – 11:00 AM',
      'Thursday, November 26, 10:00 – 11:00 AM',
      'Friday, November 27, 10:00 – 11:00 AM',
    ]);
    await expectAccessible(element);
  });

  it('books as before where they cannot be had', async () => {
    const client = withOwn(booked());
    client.failNext('bookings.list', new LecternError('INTERNAL', 'Oh.'));
    const element = await mount(client);
    expect(findAll(element, '.own')).to.deep.equal([]);
    await choose(element);
    expect(textOf(find(element, '.confirm'))).to.contain('Book this time');
  });

  it('offers only what may be done', async () => {
    const can = { 'booking.view': true, 'booking.cancel': false, 'booking.move': false };
    const element = await mount(withOwn(booked({ you: { can } })));
    expect(findAll(element, '.own button')).to.deep.equal([]);
    const gone = await mount(withOwn(booked({ offeringId: 'off-archived' })));
    expect(findAll(gone, '.own button').map(nameOf)).to.deep.equal([CANCEL]);
  });

  describe('moving one', () => {
    it('looks for times as if its own were free, and shows both before and after', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      own(element, MOVE).focus();
      await pressOwn(element, MOVE);
      expect(focused(element)).to.equal('Choose another time');
      expect(textOf(find(element, '.head'))).to.contain('Now: Wednesday, November 25, 10:00 – 11:00 AM');
      expect(client.calls('offerings.slots').at(-1)?.[0]).to.include({ bookingId: 'bkg-own' });
      await expectAccessible(element);
      await choose(element);
      const confirm = textOf(find(element, '.confirm'));
      expect(confirm).to.contain('Tuesday, November 24, 2:00 – 3:00 PM');
      expect(confirm).to.contain('instead of Wednesday, November 25, 10:00 – 11:00 AM');
      expect(confirm).to.contain('You can change back');
      expect(findAll(element, '#note')).to.deep.equal([]);
      await expectAccessible(element);
      const moved = oneEvent(element, 'session-booking-after-move') as Promise<SessionBookingAfterMoveEvent>;
      control(element, 'Change to this time').focus();
      await press(element, 'Change to this time');
      const { booking, former } = (await moved).detail;
      expect([former.startsAt, booking.startsAt, booking.id, booking.sequence]).to.deep.equal([
        '2026-11-25T09:00:00.000Z',
        '2026-11-24T13:00:00.000Z',
        'bkg-own',
        1,
      ]);
      expect(client.calls('bookings.move')[0]?.slice(0, 2)).to.deep.equal([
        'bkg-own',
        { startsAt: '2026-11-24T13:00:00.000Z', zone: 'Europe/Berlin', sequence: 0 },
      ]);
      expect(focused(element)).to.equal('Your lesson has a new time');
      expect(textOf(find(element, '.summary'))).to.contain('Before Wednesday, November 25, 10:00 – 11:00 AM');
      await expectAccessible(element);
    });

    it('can be moved back, with the sequence it has then', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      await pressOwn(element, MOVE);
      await choose(element);
      await press(element, 'Change to this time');
      await press(element, 'Change time');
      find(element, '[data-date="2026-11-25"]').click();
      await settle(element);
      await press(element, '10:00 AM');
      await press(element, 'Change to this time');
      expect(client.world.bookings[0]).to.include({ startsAt: '2026-11-25T09:00:00.000Z', sequence: 2 });
    });

    it('does not offer the time it has', async () => {
      const client = withOwn(booked());
      client.world.taken.clear();
      const element = await mount(client);
      await pressOwn(element, MOVE);
      find(element, '[data-date="2026-11-25"]').click();
      await settle(element);
      expect(findAll(element, '.slot').map(textOf)).not.to.include('10:00 AM');
      expect(findAll(element, '.slot').map(textOf)).to.include('11:00 AM');
    });

    it('keeps its time when the person thinks better of it', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      await pressOwn(element, MOVE);
      await choose(element);
      control(element, 'Keep this time').focus();
      await press(element, 'Keep this time');
      expect(client.calls('bookings.move')).to.deep.equal([]);
      expect(nameOf(element.shadowRoot?.activeElement)).to.equal(MOVE);
      expect(client.calls('offerings.slots').at(-1)?.[0]).not.to.have.property('bookingId');
    });

    it('comes back to the list of teachers where there are several', async () => {
      const client = createFakeClient({ ...TWO_TEACHERS, bookings: [booked()] });
      const element = await mount(client);
      await pressOwn(element, MOVE);
      await press(element, 'Keep this time');
      expect(textOf(find(element, '#heading'))).to.equal('Choose a teacher');
    });

    it('shows others when the time is taken, and the booking stands', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      await pressOwn(element, MOVE);
      await choose(element);
      client.world.taken.add('ana 2026-11-24T13:00:00.000Z');
      control(element, 'Change to this time').focus();
      const failed = oneEvent(element, 'session-booking-error') as Promise<SessionBookingErrorEvent>;
      await press(element, 'Change to this time');
      expect((await failed).detail).to.include({ during: 'move' });
      const conflict = find(element, '[part=conflict]');
      expect(element.shadowRoot?.activeElement).to.equal(conflict);
      expect(client.world.bookings[0]?.startsAt).to.equal('2026-11-25T09:00:00.000Z');
      conflict.querySelectorAll('button')[1]?.click();
      await settle(element);
      await press(element, 'Change to this time');
      expect(textOf(find(element, '.summary'))).to.contain('10:00 – 11:00 AM');
    });

    it('shows how it stands when somebody changed it meanwhile, and moves that', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      await pressOwn(element, MOVE);
      await choose(element);
      const [former] = client.world.bookings;
      client.world.bookings = [
        { ...former!, startsAt: '2026-11-26T09:00:00.000Z', endsAt: '2026-11-26T10:00:00.000Z', sequence: 1 },
      ];
      await press(element, 'Change to this time');
      expect(textOf(find(element, '#problem'))).to.contain('was changed meanwhile');
      expect(textOf(find(element, '.head'))).to.contain('Now: Thursday, November 26');
      await choose(element);
      await press(element, 'Change to this time');
      expect(client.world.bookings[0]).to.include({ startsAt: '2026-11-24T13:00:00.000Z', sequence: 2 });
    });

    for (const [error, says] of [
      [
        new LecternError('TOO_LATE', 'Over.', { details: { cutoffAt: '2026-11-24T09:00:00.000Z' } }),
        'only be changed until Nov 24, 2026, 10:00 AM',
      ],
      [new LecternError('ALREADY_CANCELLED', 'Gone.'), 'can no longer be changed'],
      [new LecternError('SESSION_STATE', 'Live.'), 'can no longer be changed'],
      [new LecternError('NETWORK', 'Lost.'), 'No connection to the server'],
    ] as const)
      it(`says what to do on ${error.code}`, async () => {
        const client = withOwn(booked());
        const element = await mount(client);
        await pressOwn(element, MOVE);
        await choose(element);
        client.failNext('bookings.move', error);
        await press(element, 'Change to this time');
        expect(textOf(find(element, '.confirm [role=alert]'))).to.contain(says);
      });

    it('sends a lost one again under the same key', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      await pressOwn(element, MOVE);
      await choose(element);
      const keys: unknown[] = [];
      client.answer('bookings.move', (_id, _input, options) => {
        keys.push(options?.idempotencyKey);
        throw new LecternError('NETWORK', 'Lost.');
      });
      await press(element, 'Change to this time');
      await press(element, 'Try again');
      expect(keys[0]).to.be.a('string');
      expect(keys[1]).to.equal(keys[0]);
    });

    it('is left to a page that cancels the event', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      element.addEventListener('session-booking-move', (event) => event.preventDefault());
      await pressOwn(element, MOVE);
      await choose(element);
      await press(element, 'Change to this time');
      expect(client.calls('bookings.move')).to.deep.equal([]);
    });
  });

  describe('cancelling one', () => {
    it('asks, keeps on no, says so on yes and gives the focus a place', async () => {
      const client = withOwn(
        booked(),
        booked({ id: 'bkg-2', startsAt: '2026-11-26T09:00:00.000Z', endsAt: '2026-11-26T10:00:00.000Z' }),
      );
      const element = await mount(client);
      own(element, CANCEL).focus();
      await pressOwn(element, CANCEL);
      expect(focused(element)).to.contain('Cancel this booking?');
      await expectAccessible(element);
      control(element, 'Keep it').focus();
      await press(element, 'Keep it');
      expect(nameOf(element.shadowRoot?.activeElement)).to.equal(CANCEL);
      expect(client.calls('bookings.cancel')).to.deep.equal([]);
      await pressOwn(element, CANCEL);
      const done = oneEvent(
        element,
        'session-booking-after-cancel',
      ) as Promise<SessionBookingAfterCancelEvent>;
      control(element, 'Yes, cancel it').focus();
      await press(element, 'Yes, cancel it');
      expect((await done).detail.booking).to.include({ id: 'bkg-own', state: 'cancelled' });
      expect(client.calls('bookings.cancel')[0]?.[1]).to.deep.equal({ sequence: 0 });
      expect(textOf(find(element, '.own [role=status]'))).to.equal(
        'Cancelled: Wednesday, November 25, 10:00 – 11:00 AM',
      );
      expect(focused(element)).to.equal('Your next lessons');
      expect(findAll(element, '.own-item')).to.have.length(1);
      await expectAccessible(element);
    });

    it('says when somebody changed it meanwhile', async () => {
      const client = withOwn(booked());
      const element = await mount(client);
      client.failNext(
        'bookings.cancel',
        new LecternError('STALE', 'Old.', { details: { current: booked({ sequence: 1 }) } }),
      );
      await pressOwn(element, CANCEL);
      await press(element, 'Yes, cancel it');
      expect(textOf(find(element, '.own [role=alert]'))).to.contain('was changed meanwhile');
    });
  });

  it('leaves out what has begun', async () => {
    const element = await mount(withOwn(booked({ startsAt: instant(FAKE_NOW - 60_000) })));
    expect(findAll(element, '.own')).to.deep.equal([]);
  });
});
