import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createFakeClient } from '../../testing/fake-client.js';
import { find, findAll, settle, textOf } from '../../testing/settle.js';
import '../../translations/ar.js';
import '../../translations/de.js';
import type { SessionBookingElement } from './session-booking.element.js';
import { choose, focused, mount, press, TWO_TEACHERS } from './testing/mount-booking.js';

describe('<session-booking>', () => {
  beforeEach(() => localStorage.clear());

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
      await customElements.whenDefined('lectern-calendar-menu');
      await settle(element);
      // The calendar, another time, another booking, cancel.
      await keys(element, 'Tab', 'Tab', 'Tab', 'Tab', 'Enter');
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
