import {
  LocalizeController as BaseController,
  registerTranslation as register,
  type FunctionParams,
  type Translation as LanguageInfo,
} from '@shoelace-style/localize';
import type { LitElement } from 'lit';
import { sharedTerms, type SharedTerms } from './shared.terms.js';
import type { Translation } from './translation.js';

type Terms = Readonly<Record<string, unknown>>;

/** A language, whole or some of its terms. */
type SomeTerms = Partial<Translation> & Pick<Translation, '$code'>;

/** Fetches what a language has for the elements with these English terms, and what every element needs. */
export type TranslationLoader = (english: Terms) => Promise<SomeTerms>;

let loaders: Readonly<Record<string, TranslationLoader>> = {};
const states = new Map<string, 'loading' | 'loaded'>();
const byPage = new Map<string, SomeTerms>();
const partNames = new WeakMap<Terms, number>();
let parts = 0;

/**
 * Gives the languages that are fetched when an element first needs them: a bundle for pages has them as chunks of its
 * own, so that nobody loads the words of an element that is not on the page.
 */
export function setTranslationLoaders(byLanguage: Readonly<Record<string, TranslationLoader>>): void {
  loaders = byLanguage;
  states.clear();
}

/** Adds a language, or changes some terms of one. Everything that is shown is rendered again. */
export function registerTranslation(...translations: readonly SomeTerms[]): void {
  for (const one of translations) {
    const code = one.$code.toLowerCase();
    byPage.set(code, { ...byPage.get(code), ...one });
  }
  register(...(translations as readonly Translation[]));
}

/** Whether the words of an element are there; begins to fetch them when they are not. */
function hasArrived(language: string, english: Terms): boolean {
  const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
  if (!load) return true;
  if (!partNames.has(english)) partNames.set(english, parts++);
  const key = `${language} ${String(partNames.get(english))}`;
  const state = states.get(key);
  if (state) return state === 'loaded';
  states.set(key, 'loading');
  load(english).then(
    (terms) => {
      states.set(key, 'loaded');
      // What the page said itself stands. Registering renders everybody again.
      register({ ...terms, ...byPage.get(language) } as Translation);
    },
    // A language that does not come leaves English; the next element asks again.
    () => states.delete(key),
  );
  return false;
}

/** The nearest ancestor, itself included and shadow roots crossed, that says a language or a direction. */
function nearest(from: Element, selector: string): HTMLElement | undefined {
  for (let element: Element | undefined = from; element;) {
    const found: Element | null = element.closest(selector);
    if (found) return found as HTMLElement;
    const root: Node = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}

/**
 * The texts of one element in the language around it. English stands in for what a language misses; it is given here
 * and never registered, so that a page's own English texts survive an element that loads later.
 */
export class LocalizeController<Own extends Terms = SharedTerms> extends BaseController<
  LanguageInfo & SharedTerms & Own
> {
  readonly #host: LitElement;
  readonly #own: Terms;
  readonly #english: Terms;
  #language: string | undefined;
  #direction: 'ltr' | 'rtl' | undefined;

  constructor(host: LitElement, own: Own) {
    super(host);
    this.#host = host;
    this.#own = own;
    this.#english = { ...sharedTerms, ...own };
  }

  /** Forgets what the last update found: the element may stand elsewhere, or the page may have changed. */
  hostUpdate(): void {
    this.#language = undefined;
    this.#direction = undefined;
  }

  /** The language that is shown: the one around the element when it is registered, else English. */
  override lang(): string {
    return (this.#language ??= this.#findLanguage());
  }

  override dir(): 'ltr' | 'rtl' {
    return (this.#direction ??= this.#findDirection());
  }

  override term<Key extends keyof (LanguageInfo & SharedTerms & Own)>(
    key: Key,
    ...args: FunctionParams<(LanguageInfo & SharedTerms & Own)[Key]>
  ): string {
    if (this.exists(key, { lang: this.lang() })) return super.term(key, ...args);
    const english = this.#english[key as string];
    return typeof english === 'function' ? String(english(...args)) : String(english);
  }

  #findLanguage(): string {
    const wanted = nearest(this.#host, '[lang]:not([lang=""])')?.lang || navigator.language || 'en';
    const language = wanted.replaceAll('_', '-');
    let primary: string;
    try {
      primary = new Intl.Locale(language).language;
    } catch {
      return 'en';
    }
    if (primary === 'en') return language;
    return hasArrived(primary, this.#own) && this.exists('$code', { lang: language }) ? language : 'en';
  }

  #findDirection(): 'ltr' | 'rtl' {
    const said = nearest(this.#host, '[lang]:not([lang=""]), [dir="ltr" i], [dir="rtl" i]')?.dir;
    if (said === 'rtl' || said === 'ltr') return said;
    // Typed as a term of its own, which the type of all terms does not show.
    const read = super.term as unknown as (key: '$dir') => string;
    return this.exists('$dir', { lang: this.lang() }) && read.call(this, '$dir') === 'rtl' ? 'rtl' : 'ltr';
  }
}
