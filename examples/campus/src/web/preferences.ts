import { parseCookie, stringifySetCookie } from 'cookie';
import { isLanguage, LANGUAGES, type Language } from '../texts/texts.ts';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

/** How somebody wants to see the site. Nothing secret: two plain cookies for the whole site. */
export interface Preferences {
  readonly language: Language;
  readonly appearance: Appearance;
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

const isAppearance = (value: unknown): value is Appearance => APPEARANCES.some((known) => known === value);

/** The first language of the browser that we speak; `de-CH` counts as `de`. */
function negotiate(header: string): Language {
  const wished = header
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/);
      return {
        language: tag.toLowerCase().split('-')[0],
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wished.map(({ language }) => language).find(isLanguage) ?? LANGUAGES[0];
}

export function readPreferences(request: Request): Preferences {
  const { language, appearance } = parseCookie(request.headers.get('cookie') ?? '');
  return {
    language: isLanguage(language) ? language : negotiate(request.headers.get('accept-language') ?? ''),
    appearance: isAppearance(appearance) ? appearance : 'system',
  };
}

/** The cookies for what was chosen in the form; what makes no sense is left out. */
export function choosePreferences(form: URLSearchParams): readonly string[] {
  return [...form]
    .filter(([name, value]) =>
      name === 'language' ? isLanguage(value) : name === 'appearance' && isAppearance(value),
    )
    .map(([name, value]) =>
      stringifySetCookie({ name, value, path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true }),
    );
}

/** A page of this site to go back to, never another site's. */
export function localPath(value: string | null): string {
  if (!value?.startsWith('/')) return '/';
  const base = 'http://campus.invalid';
  const url = URL.canParse(value, base) ? new URL(value, base) : undefined;
  return url?.origin === base ? url.pathname + url.search : '/';
}
