import { LecternError } from '@lectern/core/contract';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../define/session-booking.js';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../../testing/fake-client.js';
import { fakeOffering, type FakeWorld } from '../../testing/fake-world.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import '../../translations/ar.js';
import '../../translations/de.js';
import type { SessionBookingElement } from './session-booking.element.js';
import type { SessionBookingDoneEvent, SessionBookingErrorEvent } from './session-booking.events.js';

const TWO_TEACHERS: Partial<FakeWorld> = {
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
async function mount(
  client: FakeClient,
  more: Partial<SessionBookingElement> = {},
): Promise<SessionBookingElement> {
  const element = document.createElement('session-booking');
  Object.assign(element, { zone: 'Europe/Berlin', client, ...more });
  await fixture(html`<div lang="en">${element}</div>`);
  await settle(element);
  return element;
}

async function press(element: SessionBookingElement, name: string): Promise<void> {
  control(element, name).click();
  await settle(element);
}

/** Chooses Tuesday 24 November, 14:00 in Berlin. */
async function choose(element: SessionBookingElement): Promise<void> {
  find(element, '[data-date="2026-11-24"]').click();
  await settle(element);
  await press(element, '2:00 PM');
}

async function book(element: SessionBookingElement): Promise<void> {
  await choose(element);
  await press(element, 'Book this time');
}

function focused(element: SessionBookingElement): string {
  const active = element.shadowRoot?.activeElement;
  return active ? (active.getAttribute('data-date') ?? textOf(active)) : 'nothing';
}

describe('<session-booking>', () => {
  beforeEach(() => localStorage.clear());

  describe('accessibility', () => {
    const states: Record<string, () => Promise<SessionBookingElement>> = {
      'while loading': () => {
        const client = createFakeClient();
        client.hold('offerings.list');
        return mount(client);
      },
      'choosing a teacher': () => mount(createFakeClient(TWO_TEACHERS)),
      'choosing a time': () => mount(createFakeClient()),
      'in a zone far away': () => mount(createFakeClient(), { zone: 'America/New_York' }),
      'with a time chosen': async () => {
        const element = await mount(createFakeClient());
        await choose(element);
        return element;
      },
      'after a conflict': async () => {
        const client = createFakeClient();
        const element = await mount(client);
        await choose(element);
        client.world.taken.add('ana 2026-11-24T13:00:00.000Z');
        await press(element, 'Book this time');
        return element;
      },
      'picking a zone': async () => {
        const element = await mount(createFakeClient());
        await press(element, 'Change time zone');
        return element;
      },
      'with nothing free': () => mount(createFakeClient({ hours: () => [] })),
      'with nothing offered': () => mount(createFakeClient({ offerings: [] })),
      'when loading failed': () => {
        const client = createFakeClient();
        client.failNext('offerings.list', new LecternError('NETWORK', 'No connection.'));
        return mount(client);
      },
      'when it is booked': async () => {
        const element = await mount(createFakeClient());
        await book(element);
        return element;
      },
      'asking whether to cancel': async () => {
        const element = await mount(createFakeClient());
        await book(element);
        await press(element, 'Cancel booking');
        return element;
      },
    };
    for (const [name, make] of Object.entries(states)) {
      it(`passes axe ${name}, light and dark`, async () => {
        const element = await make();
        await expectAccessible(element);
        expect(findAll(element, '[style]')).to.deep.equal([]);
      });
    }

    it('tells of each day its date, whether it is today and how much is free', async () => {
      const element = await mount(createFakeClient());
      const day = (date: string): HTMLElement => find(element, `[data-date="${date}"]`);
      expect(day('2026-11-20').getAttribute('aria-label')).to.equal(
        'Friday, November 20, today, 3 free times',
      );
      expect(day('2026-11-21').getAttribute('aria-label')).to.equal('Saturday, November 21, no free time');
      expect(day('2026-11-21').getAttribute('aria-disabled')).to.equal('true');
      expect(day('2026-11-20').getAttribute('aria-selected')).to.equal('true');
    });
  });

  describe('what is shown', () => {
    it('shows the labels of the server, with the host’s time and offset where they differ', async () => {
      const element = await mount(createFakeClient(), { zone: 'America/New_York' });
      expect(textOf(find(element, '.slot'))).to.equal('8:00 AM 2:00 PM · UTC+01:00 for Ana Kovač');
      expect(textOf(find(element, '.zone'))).to.contain('Times shown in New York (UTC−05:00)');
    });

    it('takes the server’s word over the browser’s where they differ', async () => {
      const client = createFakeClient();
      client.answer('offerings.slots', ({ zone }) => ({
        slots: [
          {
            startsAt: '2026-11-20T13:00:00.000Z',
            endsAt: '2026-11-20T14:00:00.000Z',
            hostOffset: '+02:00',
            hostTime: '15:00',
            viewerDate: '2026-11-20',
            viewerTime: '15:00',
            viewerOffset: '+02:00',
            capacity: 1,
            seatsLeft: 1,
          },
        ],
        hostZone: 'Europe/Berlin',
        viewerZone: zone,
        serverNow: '2026-11-20T10:00:00.000Z',
      }));
      const element = await mount(client);
      await press(element, '3:00 PM');
      expect(textOf(find(element, '.choice')))
        .to.contain('3:00 – 4:00 PM')
        .and.to.contain('UTC+02:00');
      expect(textOf(find(element, '.zone'))).to.contain('UTC+02:00');
    });

    it('tells the two hours apart on the day that has one twice', async () => {
      const client = createFakeClient({
        now: () => Date.parse('2026-10-24T10:00:00.000Z'),
        offerings: [fakeOffering({ noticeMinutes: 0 })],
        hostZones: { ana: 'UTC' },
        hours: (_host, date) => (date === '2026-10-25' ? ['00:30', '01:30'] : []),
      });
      const element = await mount(client);
      const times = findAll(element, '.slot-time').map(textOf);
      expect(times).to.deep.equal(['2:30 AM UTC+02:00', '2:30 AM UTC+01:00']);
    });

    it('skips the list of teachers when there is only one', async () => {
      const element = await mount(createFakeClient());
      expect(textOf(find(element, '#heading'))).to.equal('German conversation');
    });

    it('lists teachers with subject and next free time, and comes back to the list', async () => {
      const element = await mount(
        createFakeClient({
          ...TWO_TEACHERS,
          hours: (host, date) => (host === 'ana' ? ['18:00'] : date > '2026-12-01' ? ['09:00'] : []),
        }),
      );
      expect(findAll(element, '.teacher').map(textOf)).to.deep.equal([
        'AK Ana Kovač German conversation Next free: today, 6:00 PM',
        'BO Ben Okafor German conversation Next free: Wed, December 2',
      ]);
      findAll(element, '.teacher')[1]?.click();
      await settle(element);
      expect(textOf(find(element, '#month'))).to.equal('December 2026');
      await press(element, 'Other teacher');
      expect(textOf(find(element, '#heading'))).to.equal('Choose a teacher');
    });

    it('filters a long list of teachers by name and subject', async () => {
      const names = ['Ana', 'Ben', 'Chiyo', 'Dalia', 'Emil', 'Farid', 'Gül'];
      const element = await mount(
        createFakeClient({ offerings: [fakeOffering({ hosts: names.map((name) => ({ id: name, name })) })] }),
      );
      const search = find<HTMLInputElement>(element, 'input[type=search]');
      search.value = 'gül';
      search.dispatchEvent(new Event('input'));
      await settle(element);
      expect(findAll(element, '.teacher-name').map(textOf)).to.deep.equal(['Gül']);
      search.value = 'nobody';
      search.dispatchEvent(new Event('input'));
      await settle(element);
      expect(textOf(element)).to.contain('Nobody matches');
    });

    it('offers the next free date when the month has none', async () => {
      const element = await mount(
        createFakeClient({ hours: (_host, date) => (date > '2026-12-02' ? ['10:00'] : []) }),
      );
      expect(textOf(find(element, '.times'))).to.contain('no free time in November 2026');
      await press(element, 'Go to Thursday, December 3');
      expect(textOf(find(element, '#month'))).to.equal('December 2026');
      expect(findAll(element, '.slot').map(textOf)).to.deep.equal(['10:00 AM']);
    });

    it('keeps the chosen instant when the zone changes, and remembers the zone', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await choose(element);
      await press(element, 'Change time zone');
      const select = find<HTMLSelectElement>(element, '#zone');
      select.value = 'Asia/Tokyo';
      select.dispatchEvent(new Event('change'));
      await settle(element);
      expect(textOf(find(element, '.choice-time'))).to.equal('Tuesday, November 24, 10:00 – 11:00 PM');
      expect(find<HTMLInputElement>(element, 'input:checked').value).to.equal('2026-11-24T13:00:00.000Z');
      await press(element, 'Book this time');
      expect(client.calls('bookings.create')[0]?.[0]).to.deep.include({
        startsAt: '2026-11-24T13:00:00.000Z',
        zone: 'Asia/Tokyo',
      });
      expect((await mount(createFakeClient(), { zone: '' })).shadowRoot?.textContent).to.contain('Tokyo');
    });

    it('begins the week where the language does', async () => {
      const element = await mount(createFakeClient());
      const weekdays = (): string[] => findAll(element, 'th [aria-hidden]').map(textOf);
      expect(weekdays()[0]).to.equal('Sun');
      element.lang = 'de';
      await settle(element);
      expect(weekdays()[0]).to.equal('Mo');
    });

    it('is in Arabic from right to left, without being told the direction', async () => {
      const element = await mount(createFakeClient(), { lang: 'ar' });
      const base = find(element, '[part=base]');
      expect(base.dir).to.equal('rtl');
      expect(getComputedStyle(base).direction).to.equal('rtl');
      expect(textOf(element)).to.contain('تغيير المنطقة الزمنية');
      await expect(element).to.be.accessible();
    });
  });

  describe('attributes and properties', () => {
    it('shows only the offering and the teacher it is told, also later', async () => {
      const element = await mount(createFakeClient(TWO_TEACHERS), { hostId: 'ben' });
      expect(textOf(find(element, '.head'))).to.contain('Ben Okafor');
      element.setAttribute('host-id', 'ana');
      await settle(element);
      expect(textOf(find(element, '.head'))).to.contain('Ana Kovač');
      element.setAttribute('offering-id', 'off-nothing');
      await settle(element);
      expect(textOf(element)).to.contain('nothing to book here');
    });

    it('takes a zone that does not exist for none', async () => {
      const element = await mount(createFakeClient(), { zone: 'Mars/Olympus' });
      const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
      expect(textOf(find(element, '.zone'))).to.contain(own.split('/').at(-1)?.replaceAll('_', ' '));
    });

    it('begins again with another client', async () => {
      const element = await mount(createFakeClient());
      element.client = createFakeClient({ offerings: [] });
      await settle(element);
      expect(textOf(element)).to.contain('nothing to book here');
    });

    it('shows text of others as text', async () => {
      const element = await mount(
        createFakeClient({ offerings: [fakeOffering({ title: '<img src=x onerror=alert(1)>' })] }),
      );
      expect(findAll(element, 'img')).to.deep.equal([]);
      expect(textOf(find(element, '#heading'))).to.equal('<img src=x onerror=alert(1)>');
    });
  });

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

    it('gives the calendar file, and says when it cannot be had', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await book(element);
      const links: HTMLAnchorElement[] = [];
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        links.push(this);
      };
      await press(element, 'Add to calendar (.ics)');
      HTMLAnchorElement.prototype.click = click;
      expect(links[0]?.download).to.equal('lesson.ics');
      expect(await (await fetch(links[0]?.href ?? '')).text()).to.contain('BEGIN:VCALENDAR');
      client.failNext('bookings.ics', new LecternError('NETWORK', 'Lost.'));
      await press(element, 'Add to calendar (.ics)');
      expect(textOf(element)).to.contain('calendar file could not be loaded');
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

  describe('keyboard', () => {
    const keys = async (element: SessionBookingElement, ...names: readonly string[]): Promise<void> => {
      for (const press of names) {
        await sendKeys({ press });
        await settle(element);
      }
    };

    it('moves through the grid with one tab stop', async () => {
      const element = await mount(createFakeClient());
      expect(findAll(element, '.day[tabindex="0"]')).to.have.length(1);
      find(element, '.day[tabindex="0"]').focus();
      const after: [string, string][] = [
        ['ArrowRight', '2026-11-21'],
        ['ArrowDown', '2026-11-28'],
        ['ArrowLeft', '2026-11-27'],
        ['Home', '2026-11-22'],
        ['End', '2026-11-28'],
        ['ArrowUp', '2026-11-21'],
        ['PageDown', '2026-12-21'],
        ['PageUp', '2026-11-21'],
        // Nothing before today, nothing after the window.
        ['ArrowUp', '2026-11-20'],
        ['ArrowLeft', '2026-11-20'],
        ['PageDown', '2026-12-20'],
        ['PageDown', '2027-01-19'],
      ];
      for (const [key, date] of after) {
        await keys(element, key);
        expect(focused(element), key).to.equal(date);
        expect(findAll(element, '.day[tabindex="0"]'), key).to.have.length(1);
      }
      expect(find(element, '#month').getAttribute('aria-live')).to.equal('polite');
    });

    it('turns the arrows round from right to left', async () => {
      const element = await mount(createFakeClient(), { lang: 'ar' });
      find(element, '.day[tabindex="0"]').focus();
      await keys(element, 'ArrowLeft');
      expect(focused(element)).to.equal('2026-11-21');
    });

    it('books and cancels without a mouse', async () => {
      const client = createFakeClient(TWO_TEACHERS);
      const element = await mount(client);
      await keys(element, 'Tab', 'Enter');
      expect(focused(element)).to.equal('German conversation');
      // Other teacher, previous and next month, the grid.
      await keys(element, 'Tab', 'Tab', 'Tab', 'Tab');
      expect(focused(element)).to.equal('2026-11-20');
      await keys(element, 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Enter');
      expect(find(element, '[aria-selected=true]').dataset['date']).to.equal('2026-11-24');
      // The group of times is one stop.
      await keys(element, 'Tab', 'Space', 'ArrowRight');
      expect(find<HTMLInputElement>(element, 'input:checked').value).to.equal('2026-11-24T09:00:00.000Z');
      // The zone, the note, the button.
      await keys(element, 'Tab', 'Tab');
      await sendKeys({ type: 'Hello' });
      await keys(element, 'Tab');
      expect(focused(element)).to.equal('Book this time');
      await keys(element, 'Enter');
      expect(client.calls('bookings.create')[0]?.[0]).to.deep.include({ note: 'Hello', hostId: 'ana' });
      expect(focused(element)).to.equal('Your lesson is booked');
      await keys(element, 'Tab', 'Tab', 'Tab', 'Enter');
      expect(focused(element)).to.contain('Cancel this booking?');
      await keys(element, 'Tab', 'Enter');
      expect(client.calls('bookings.cancel')).to.have.length(1);
      expect(focused(element)).to.equal('The booking is cancelled');
    });
  });

  describe('leaving and coming back', () => {
    it('gives up every request', async () => {
      const client = createFakeClient();
      client.hold('offerings.list');
      const element = await mount(client);
      element.remove();
      await settle(element);
      expect(client.aborted).to.deep.equal(['offerings.list']);
    });

    it('goes on where it was when it is moved', async () => {
      const client = createFakeClient();
      const element = await mount(client);
      await choose(element);
      document.body.append(element);
      await settle(element);
      expect(find<HTMLInputElement>(element, 'input:checked').value).to.equal('2026-11-24T13:00:00.000Z');
      expect(client.calls('offerings.list')).to.have.length(1);
      await press(element, 'Book this time');
      expect(textOf(element)).to.contain('Your lesson is booked');
      element.remove();
    });

    it('asks again what was given up', async () => {
      const client = createFakeClient();
      const release = client.hold('offerings.list');
      const element = await mount(client);
      element.remove();
      release();
      document.body.append(element);
      await settle(element);
      expect(textOf(find(element, '#month'))).to.equal('November 2026');
      element.remove();
    });
  });
});
