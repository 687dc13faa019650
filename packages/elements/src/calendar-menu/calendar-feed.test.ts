import { LecternError } from '@lectern/core/contract';
import { expect, fixture, html } from '@open-wc/testing';
import { expectAccessible } from '../testing/expect-accessible.js';
import { createFakeClient, type FakeClient } from '../testing/fake-client.js';
import { control, find, findAll, settle, textOf } from '../testing/settle.js';
import type { CalendarFeedElement } from './calendar-feed.element.js';
import { defineCalendarFeed } from './define-calendar-feed.js';

async function mount(client: FakeClient): Promise<CalendarFeedElement> {
  defineCalendarFeed();
  const element = document.createElement('lectern-calendar-feed');
  Object.assign(element, { client, zone: 'Europe/Berlin' });
  await fixture(html`<div lang="en" style="color-scheme: light">${element}</div>`);
  await settle(element);
  return element;
}

async function press(element: CalendarFeedElement, name: string): Promise<void> {
  control(element, name).focus();
  control(element, name).click();
  await settle(element);
}

const OPEN = 'Subscribe in your calendar';

describe('the calendar feed', () => {
  it('warns before it makes a link, shows it once and selects it', async () => {
    const client = createFakeClient();
    const element = await mount(client);
    expect(client.calls('calendars.feed')).to.deep.equal([]);
    await press(element, OPEN);
    expect(textOf(element)).to.contain('Whoever has the link sees when your sessions are');
    expect(client.calls('calendars.createFeed')).to.deep.equal([]);
    await expectAccessible(element);
    await press(element, 'Make a link');
    const input = find<HTMLInputElement>(element, '#url');
    expect(input.value).to.match(/^https:.*\/calendar\.ics$/);
    expect(element.shadowRoot?.activeElement).to.equal(input);
    expect(input.selectionEnd).to.equal(input.value.length);
    await expectAccessible(element);
  });

  it('says that there is one already, which a new one replaces', async () => {
    const client = createFakeClient({ feed: { createdAt: '2026-11-18T09:00:00.000Z' } });
    const element = await mount(client);
    await press(element, OPEN);
    expect(textOf(element)).to.contain('You made a link on November 18, 2026. It cannot be shown again');
    expect(findAll(element, '#url')).to.deep.equal([]);
    await press(element, 'Make a new link');
    expect(findAll(element, '#url')).to.have.length(1);
  });

  it('deletes it, says so and keeps the focus', async () => {
    const client = createFakeClient({ feed: { createdAt: '2026-11-18T09:00:00.000Z' } });
    const element = await mount(client);
    await press(element, OPEN);
    await press(element, 'Delete the link');
    expect(client.calls('calendars.deleteFeed')).to.have.length(1);
    expect(textOf(find(element, '[role=status]'))).to.equal('The link no longer works.');
    expect(element.shadowRoot?.activeElement).to.equal(control(element, 'Make a link'));
    await expectAccessible(element);
  });

  it('copies where the page may, and selects where it may not', async () => {
    const client = createFakeClient();
    const element = await mount(client);
    await press(element, OPEN);
    await press(element, 'Make a link');
    const { writeText } = navigator.clipboard;
    const copied: string[] = [];
    navigator.clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
    await press(element, 'Copy');
    expect(copied).to.deep.equal([find<HTMLInputElement>(element, '#url').value]);
    expect(textOf(find(element, '[role=status]'))).to.equal('Copied');
    navigator.clipboard.writeText = () => Promise.reject(new Error('not here'));
    await press(element, 'Copy');
    expect(element.shadowRoot?.activeElement?.id).to.equal('url');
    navigator.clipboard.writeText = writeText;
  });

  it('says what failed and can be tried again', async () => {
    const client = createFakeClient();
    client.failNext('calendars.createFeed', new LecternError('NETWORK', 'Lost.'));
    const element = await mount(client);
    await press(element, OPEN);
    await press(element, 'Make a link');
    expect(textOf(find(element, '[role=alert]'))).to.contain('No connection to the server');
    await press(element, 'Make a link');
    expect(findAll(element, '[role=alert]')).to.deep.equal([]);
    expect(findAll(element, '#url')).to.have.length(1);
  });

  it('forgets the link when it leaves the page', async () => {
    const element = await mount(createFakeClient());
    await press(element, OPEN);
    await press(element, 'Make a link');
    const parent = element.parentElement!;
    element.remove();
    parent.append(element);
    await settle(element);
    expect(findAll(element, '#url')).to.deep.equal([]);
  });
});
