import { expect } from '@open-wc/testing';
import { VERSION } from '../internal/version.js';

const HERE = '/packages/elements';

/** A page of the playground in a frame, when it says that it is ready. */
async function open(page: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.width = '800';
  frame.src = `${HERE}/playground/${page}`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const { contentDocument } = frame;
  if (!contentDocument) throw new Error('the frame has no document');
  const root = contentDocument.documentElement;
  if (!root.dataset['ready'])
    await new Promise<void>((resolve) => {
      new MutationObserver(() => root.dataset['ready'] && resolve()).observe(root, { attributes: true });
    });
  return contentDocument;
}

describe('on a page of somebody else', () => {
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  for (const page of [
    'session-booking.html?state=chosen',
    'session-booking.html?state=done',
    'session-list.html?state=soon',
    'attendance-report.html?state=running',
  ]) {
    it(`keeps to a strict policy: ${page}`, async () => {
      const view = await open(page);
      expect(view.documentElement.dataset['violations']).to.equal(undefined);
      const element = view.querySelector('main > *');
      const surface = element?.shadowRoot?.querySelector('.surface');
      expect(surface, 'is drawn').not.to.equal(null);
      // Its own styles have arrived.
      expect(view.defaultView?.getComputedStyle(surface as Element).display).to.equal('grid');
    });
  }

  it('has the same sizes when the page makes a rem small', async () => {
    const view = await open('session-booking.html?state=chosen');
    const button = view
      .querySelector('session-booking')
      ?.shadowRoot?.querySelector<HTMLElement>('.button-primary');
    view.body.style.fontSize = '16px';
    const before = button?.getBoundingClientRect().height;
    view.documentElement.style.fontSize = '62.5%';
    expect(before).to.be.at.least(44);
    expect(button?.getBoundingClientRect().height).to.equal(before);
  });

  it('keeps its looks when the page resets everything', async () => {
    const view = await open('session-booking.html?state=chosen');
    const sheet = new (view.defaultView as Window & typeof globalThis).CSSStyleSheet();
    sheet.replaceSync('* { margin: 0; padding: 0; border: 0; background: none; }');
    view.adoptedStyleSheets = [sheet];
    const surface = view.querySelector('session-booking')?.shadowRoot?.querySelector('.surface');
    const style = view.defaultView?.getComputedStyle(surface as Element);
    expect(style?.borderTopWidth).to.equal('1px');
    expect(style?.paddingTop).not.to.equal('0px');
  });
});

describe('VERSION', () => {
  it('is that of the package', async () => {
    const { version } = (await (await fetch(`${HERE}/package.json`)).json()) as { version: string };
    expect(VERSION).to.equal(version);
  });
});
