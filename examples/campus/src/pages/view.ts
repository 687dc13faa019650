import type { SchoolPerson } from '../school/people.ts';
import { directionOf, textsOf, type Language, type Texts } from '../texts/texts.ts';
import type { Appearance, Preferences } from '../web/preferences.ts';

/** What every page needs to know of the visit. */
export interface View {
  readonly texts: Texts;
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly appearance: Appearance;
  /** Path and query of the page itself, to come back to it. */
  readonly path: string;
  /** Scheme and host as the browser sees them. */
  readonly origin: string;
}

/** A view of somebody who said who they are. */
export interface PersonView extends View {
  readonly person: SchoolPerson;
}

export function createView(url: URL, { language, appearance }: Preferences): View {
  return {
    texts: textsOf(language),
    language,
    direction: directionOf(language),
    appearance,
    path: url.pathname + url.search,
    origin: url.origin,
  };
}
