import { LecternError } from '@lectern/core/contract';
import { expect } from '@open-wc/testing';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { createFakeClient } from '../../testing/fake-client.js';
import { fakeOffering } from '../../testing/fake-world.js';
import { find, findAll, settle, textOf } from '../../testing/settle.js';
import '../../translations/ar.js';
import '../../translations/de.js';
import type { SessionBookingElement } from './session-booking.element.js';
import { book, choose, mount, press, TWO_TEACHERS } from './testing/mount-booking.js';

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
        'Friday, November\u00a020, today, 3 free times',
      );
      expect(day('2026-11-21').getAttribute('aria-label')).to.equal(
        'Saturday, November\u00a021, no free time',
      );
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
});
