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

let loaders: Readonly<Record<string, () => Promise<unknown>>> = {};
const asked = new Set<string>();

/**
 * Gives the languages that are fetched when an element first needs them: a bundle for pages has them as chunks of its
 * own. `load` imports a module that registers its translation.
 */
export function setTranslationLoaders(byLanguage: Readonly<Record<string, () => Promise<unknown>>>): void {
  loaders = byLanguage;
}

/** Adds a language, or changes some terms of one. Everything that is shown is rendered again. */
export function registerTranslation(
  ...translations: readonly (Partial<Translation> & Pick<Translation, '$code'>)[]
): void {
  register(...(translations as readonly Translation[]));
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
  readonly #english: Terms;
  #language: string | undefined;
  #direction: 'ltr' | 'rtl' | undefined;

  constructor(host: LitElement, own: Own) {
    super(host);
    this.#host = host;
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
    if (primary === 'en' || this.exists('$code', { lang: language })) return language;
    this.#load(primary);
    return 'en';
  }

  #load(language: string): void {
    const load = Object.hasOwn(loaders, language) ? loaders[language] : undefined;
    if (!load || asked.has(language)) return;
    asked.add(language);
    // Registering renders everybody again. A language that does not come leaves English; the next element asks again.
    load().catch(() => asked.delete(language));
  }

  #findDirection(): 'ltr' | 'rtl' {
    const said = nearest(this.#host, '[lang]:not([lang=""]), [dir="ltr" i], [dir="rtl" i]')?.dir;
    if (said === 'rtl' || said === 'ltr') return said;
    // Typed as a term of its own, which the type of all terms does not show.
    const read = super.term as unknown as (key: '$dir') => string;
    return this.exists('$dir', { lang: this.lang() }) && read.call(this, '$dir') === 'rtl' ? 'rtl' : 'ltr';
  }
}
