import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible } from '../testing/expect-accessible.js';
import { control, find, findAll, settle, textOf } from '../testing/settle.js';
import type { CalendarMenuElement } from './calendar-menu.element.js';
import { defineCalendarMenu } from './define-calendar-menu.js';

const entry = {
  title: 'Piano lesson',
  startsAt: '2026-12-01T17:00:00.000Z',
  endsAt: '2026-12-01T18:00:00.000Z',
  zone: 'Europe/Berlin',
};

async function mount(more: Partial<CalendarMenuElement> = {}): Promise<CalendarMenuElement> {
  defineCalendarMenu();
  const element = document.createElement('lectern-calendar-menu');
  Object.assign(element, { entry, loadFile: () => Promise.resolve(new Blob(['BEGIN:VCALENDAR'])), ...more });
  await fixture(html`<div lang="en">${element}<button id="after">After</button></div>`);
  await settle(element);
  return element;
}

async function type(element: CalendarMenuElement, ...keys: readonly string[]): Promise<void> {
  for (const press of keys) {
    await sendKeys({ press });
    await settle(element);
  }
}

const active = (element: CalendarMenuElement): string => {
  const { activeElement } = element.shadowRoot!;
  return activeElement ? textOf(activeElement) : 'nothing';
};
const isOpen = (element: CalendarMenuElement): boolean =>
  find(element, '#button').getAttribute('aria-expanded') === 'true';

describe('the calendar menu', () => {
  it('leads to each service in a page of its own', async () => {
    const element = await mount();
    find(element, '#button').click();
    await settle(element);
    const links = findAll<HTMLAnchorElement>(element, 'a');
    expect(links.map((link) => [textOf(link), new URL(link.href).hostname])).to.deep.equal([
      ['Google Calendar', 'calendar.google.com'],
      ['Outlook.com', 'outlook.live.com'],
      ['Microsoft 365', 'outlook.cloud.microsoft'],
      ['Yahoo', 'calendar.yahoo.com'],
    ]);
    for (const link of links) {
      expect(link.target).to.equal('_blank');
      expect(link.rel).to.equal('noopener noreferrer');
    }
    expect(links[3]?.href).to.contain('ST=20261201T180000');
    await expectAccessible(element);
  });

  it('is used by keyboard alone', async () => {
    const element = await mount();
    find(element, '#button').focus();
    await type(element, 'ArrowDown');
    expect(active(element)).to.equal('Google Calendar');
    await type(element, 'ArrowUp');
    expect(active(element)).to.equal('Calendar file (.ics)');
    await type(element, 'ArrowDown', 'ArrowDown');
    expect(active(element)).to.equal('Outlook.com');
    await type(element, 'End');
    expect(active(element)).to.equal('Calendar file (.ics)');
    await type(element, 'Home');
    expect(active(element)).to.equal('Google Calendar');
    await type(element, 'Escape');
    expect([isOpen(element), active(element)]).to.deep.equal([false, 'Add to calendar']);
    await type(element, 'ArrowUp');
    expect(active(element)).to.equal('Calendar file (.ics)');
    await type(element, 'Tab');
    expect([isOpen(element), document.activeElement?.id]).to.deep.equal([false, 'after']);
    find(element, '#button').focus();
    await type(element, 'Enter');
    expect(active(element)).to.equal('Google Calendar');
  });

  it('closes at a click beside it', async () => {
    const element = await mount();
    find(element, '#button').click();
    await settle(element);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await settle(element);
    expect(isOpen(element)).to.equal(false);
  });

  it('saves the file, and says when it cannot be had', async () => {
    let file: Blob | undefined = new Blob(['BEGIN:VCALENDAR']);
    const element = await mount({
      loadFile: () => (file ? Promise.resolve(file) : Promise.reject(new Error())),
    });
    const links: HTMLAnchorElement[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      links.push(this);
    };
    find(element, '#button').click();
    await settle(element);
    control(element, 'Calendar file (.ics)').click();
    await settle(element);
    HTMLAnchorElement.prototype.click = click;
    expect(links[0]?.download).to.equal('lesson.ics');
    expect(await (await fetch(links[0]?.href ?? '')).text()).to.equal('BEGIN:VCALENDAR');
    expect(isOpen(element)).to.equal(false);
    file = undefined;
    find(element, '#button').click();
    await settle(element);
    control(element, 'Calendar file (.ics)').click();
    await settle(element);
    expect(textOf(find(element, '[role=alert]'))).to.contain('could not be loaded');
    await expectAccessible(element);
  });

  it('names what is added where only the icon is shown', async () => {
    const element = await mount({ compact: true });
    expect(find(element, '#button').getAttribute('aria-label')).to.equal('Add Piano lesson to calendar');
    await expectAccessible(element);
  });

  it('shows nothing of what has no time, and leaves out links that cannot be', async () => {
    expect(textOf(await mount({ entry: undefined }))).to.equal('');
    const element = await mount({ entry: { ...entry, endsAt: entry.startsAt } });
    find(element, '#button').click();
    await settle(element);
    expect(findAll(element, '[role=menuitem]').map(textOf)).to.deep.equal(['Calendar file (.ics)']);
  });
});
