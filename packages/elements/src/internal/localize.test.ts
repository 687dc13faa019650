import { expect, fixture, html } from '@open-wc/testing';
import { LecternElement } from './lectern-element.js';
import { LocalizeController, registerTranslation, setTranslationLoaders } from './localize.js';
import { settle, textOf } from '../testing/settle.js';
import '../translations/ar.js';
import '../translations/de.js';

const terms = { xGreeting: (name: string) => `Hello ${name}`, xOnly: 'Only in English' };

class SpeakerElement extends LecternElement {
  readonly localize = new LocalizeController(this, terms);

  protected override render(): unknown {
    const { localize } = this;
    return html`<p lang=${localize.lang()} dir=${localize.dir()}>
      ${localize.term('xGreeting', 'Ana')}. ${localize.term('xOnly')}. ${localize.term('lecternRetry')}
    </p>`;
  }
}
customElements.define('x-speaker', SpeakerElement);

async function speak(lang: string, dir = ''): Promise<SpeakerElement> {
  const element = document.createElement('x-speaker') as SpeakerElement;
  const around = await fixture(html`<div lang=${lang}>${element}</div>`);
  if (dir) around.setAttribute('dir', dir);
  element.requestUpdate();
  await settle(element);
  return element;
}

describe('LocalizeController', () => {
  it('speaks the language of the nearest ancestor, shadow roots crossed', async () => {
    const outer = await fixture(html`<div lang="de"></div>`);
    const root = outer.attachShadow({ mode: 'open' });
    const element = document.createElement('x-speaker') as SpeakerElement;
    root.append(element);
    await settle(element);
    expect(textOf(element)).to.contain('Noch einmal versuchen');
  });

  it('has English for what a language misses, whatever was registered first', async () => {
    expect(textOf(await speak('de'))).to.contain('Hello Ana. Only in English. Noch einmal versuchen');
  });

  it('has English for a language that nobody registered, and a name that is none', async () => {
    for (const lang of ['fr', 'tlh', 'not a language!']) {
      const element = await speak(lang);
      expect(textOf(element)).to.contain('Hello Ana').and.to.contain('Try again');
      expect(element.localize.lang()).to.equal('en');
    }
  });

  it('takes a region for its language', async () => {
    const element = await speak('de-AT');
    expect(textOf(element)).to.contain('Noch einmal');
    expect(element.localize.lang()).to.equal('de-AT');
  });

  it('takes the direction of the page, else that of the language', async () => {
    expect((await speak('ar')).localize.dir()).to.equal('rtl');
    expect((await speak('ar', 'ltr')).localize.dir()).to.equal('ltr');
    expect((await speak('de')).localize.dir()).to.equal('ltr');
    expect((await speak('he', 'rtl')).localize.dir()).to.equal('rtl');
    expect((await speak('he')).localize.dir()).to.equal('ltr');
  });

  it('follows a change of lang, and of a term by the page, English included', async () => {
    const element = await speak('de');
    element.lang = 'en';
    await settle(element);
    expect(textOf(element)).to.contain('Try again');
    registerTranslation({ $code: 'en', lecternRetry: 'Once more' });
    await settle(element);
    expect(textOf(element)).to.contain('Once more');
    registerTranslation({ $code: 'en', lecternRetry: 'Try again' });
  });

  it('fetches a language when it is first needed, once, and shows it when it is there', async () => {
    const asked: unknown[] = [];
    let arrive = (): void => {};
    setTranslationLoaders({
      eo: (english) => {
        asked.push(english);
        return new Promise((resolve) => {
          arrive = () => resolve({ $code: 'eo', lecternRetry: 'Denove' });
        });
      },
    });
    const element = await speak('eo');
    await speak('eo');
    expect(asked).to.deep.equal([terms]);
    expect(textOf(element)).to.contain('Try again');
    arrive();
    await settle(element);
    await settle(element);
    expect(textOf(element)).to.contain('Denove');
    setTranslationLoaders({});
  });

  it('lets a page change a term before its language comes', async () => {
    registerTranslation({ $code: 'io', lecternRetry: 'Ours' });
    setTranslationLoaders({
      io: () => Promise.resolve({ $code: 'io', lecternRetry: 'Itere', xOnly: 'Nur' } as never),
    });
    const element = await speak('io');
    await settle(element);
    await settle(element);
    expect(textOf(element)).to.contain('Nur. Ours');
    setTranslationLoaders({});
  });

  it('asks again for a language that did not come', async () => {
    let asked = 0;
    setTranslationLoaders({ vo: () => Promise.reject(new Error(`try ${String((asked += 1))}`)) });
    const element = await speak('vo');
    await settle(element);
    expect(textOf(element)).to.contain('Try again');
    const before = asked;
    await speak('vo');
    expect(asked).to.be.greaterThan(before);
    setTranslationLoaders({});
  });
});
