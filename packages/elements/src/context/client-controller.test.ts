import { expect, fixture, html } from '@open-wc/testing';
import '../define/session-list.js';
import type { LecternContextElement } from '../elements/lectern-context/lectern-context.element.js';
import type { SessionListElement } from '../elements/session-list/session-list.element.js';
import { createFakeClient, type FakeClient } from '../testing/fake-client.js';
import { takeOverTime } from '../testing/fake-time.js';
import { fakeSession } from '../testing/fake-world.js';
import { hearWarnings } from '../testing/hear-warnings.js';
import { settle, textOf } from '../testing/settle.js';
import '../translations/de.js';

const named = (title: string): FakeClient => createFakeClient({ sessions: [fakeSession({ title })] });

function list(root: Element): SessionListElement {
  const found = root.querySelector('session-list');
  if (!found) throw new Error('no list');
  return found;
}

/** Answers every request of the page, and tells which came. */
function takeOverFetch(answer: (request: Request) => Response): {
  readonly requests: Request[];
  restore(): void;
} {
  const real = globalThis.fetch;
  const requests: Request[] = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    requests.push(request);
    return Promise.resolve(answer(request));
  };
  return {
    requests,
    restore: () => {
      globalThis.fetch = real;
    },
  };
}

describe('where an element has its client from', () => {
  // First: nothing has registered the context yet.
  it('waits for a context that is registered later', async () => {
    const root = document.createElement('lectern-context');
    root.lang = 'de';
    root.append(document.createElement('session-list'));
    await fixture(html`<div>${root}</div>`);
    const element = list(root);
    await settle(element);
    expect(textOf(element)).to.equal('Wird geladen');
    Object.assign(root, { client: named('Late') });
    await import('../define/lectern-context.js');
    customElements.upgrade(root);
    await settle(element);
    expect(textOf(element)).to.contain('Late');
  });

  it('takes the context’s, and follows it to another', async () => {
    const root = await fixture(
      html`<lectern-context .client=${named('One')}><session-list></session-list></lectern-context>`,
    );
    const element = list(root);
    await settle(element);
    expect(textOf(element)).to.contain('One');
    (root as LecternContextElement).client = named('Two');
    await settle(element);
    expect(textOf(element)).to.contain('Two');
  });

  it('prefers its own client, and the nearer context', async () => {
    const root = await fixture(
      html`<lectern-context .client=${named('Outer')}
        ><lectern-context .client=${named('Inner')}><session-list></session-list></lectern-context
      ></lectern-context>`,
    );
    const element = list(root);
    await settle(element);
    expect(textOf(element)).to.contain('Inner');
    element.client = named('Own');
    await settle(element);
    expect(textOf(element)).to.contain('Own');
    element.client = undefined;
    await settle(element);
    expect(textOf(element)).to.contain('Inner');
  });

  it('takes the language of the context, and follows it', async () => {
    const root = await fixture(
      html`<lectern-context lang="de" .client=${named('One')}
        ><session-list></session-list
      ></lectern-context>`,
    );
    const element = list(root);
    await settle(element);
    expect(textOf(element)).to.contain('Demnächst');
    (root as HTMLElement).lang = 'en';
    await settle(element);
    expect(textOf(element)).to.contain('Coming up');
  });

  it('asks the LMS for a token with its cookies, and the server with the token', async () => {
    const page = takeOverFetch(({ url }) =>
      url.endsWith('/token')
        ? Response.json({ token: 'abc', expiresAt: '2099-01-01T00:00:00.000Z' })
        : Response.json({
            items: [fakeSession({ title: 'From afar' })],
            serverNow: '2026-11-20T10:00:00.000Z',
          }),
    );
    try {
      const root = await fixture(html`
        <div lang="en">
          <session-list
            past-hidden
            api-url="https://lectern.example/base/"
            token-endpoint="/token"
          ></session-list>
          <session-list
            past-hidden
            api-url="https://lectern.example/base/"
            token-endpoint="/token"
          ></session-list>
        </div>
      `);
      const element = list(root);
      while (!textOf(element).includes('From afar')) await new Promise(requestAnimationFrame);
      const tokens = page.requests.filter(({ url }) => url === new URL('/token', location.href).href);
      // Both share one client, and so one token.
      expect(tokens).to.have.length(1);
      expect(tokens[0]?.method).to.equal('POST');
      expect(tokens[0]?.credentials).to.equal('same-origin');
      expect(tokens[0]?.cache).to.equal('no-store');
      const asked = page.requests.find(({ url }) => url.includes('/v1/sessions'));
      expect(asked?.url).to.contain('https://lectern.example/base/v1/sessions');
      expect(asked?.headers.get('authorization')).to.equal('Bearer abc');
      root.remove();
    } finally {
      page.restore();
    }
  });

  for (const [name, answer, says] of [
    ['says no', () => new Response('', { status: 401 }), 'signed out'],
    ['answers no token', () => Response.json({}), 'signed out'],
    ['answers something else', () => new Response('<html>'), 'signed out'],
    ['is broken', () => new Response('', { status: 503 }), 'Many people'],
  ] as const) {
    it(`shows it when the token endpoint ${name}`, async () => {
      const page = takeOverFetch(answer);
      try {
        const endpoint = `/token-${name.replaceAll(' ', '-')}`;
        const root = await fixture(
          html`<div lang="en"><session-list token-endpoint=${endpoint}></session-list></div>`,
        );
        const element = list(root);
        while (!textOf(element).includes('Try again')) await new Promise(requestAnimationFrame);
        expect(textOf(element)).to.contain(says);
        root.remove();
      } finally {
        page.restore();
      }
    });
  }

  it('says so after a while when nobody gives one, on the page and once in the console', async () => {
    const warnings = hearWarnings();
    const time = takeOverTime(0);
    try {
      const root = await fixture(
        html`<div lang="en"><session-list></session-list><session-list></session-list></div>`,
      );
      time.advance(2_999);
      await settle(list(root));
      expect(textOf(list(root))).to.equal('Loading');
      time.advance(1);
      await settle(list(root));
      expect(textOf(list(root))).to.equal('This part of the page is not connected to a server.');
      expect(warnings.texts).to.have.length(1);
      expect(warnings.texts[0]).to.contain('<lectern-context');
    } finally {
      warnings.restore();
      time.restore();
    }
  });

  it('takes an address that is none for none', async () => {
    const warnings = hearWarnings();
    try {
      const root = await fixture(
        html`<div lang="en"><session-list api-url="http://[" token-endpoint="/token"></session-list></div>`,
      );
      await settle(list(root));
      expect(textOf(list(root))).to.equal('Loading');
      expect(warnings.texts).to.have.length(1);
      root.remove();
    } finally {
      warnings.restore();
    }
  });
});
