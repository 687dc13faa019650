import '../src/translations/ar.js';
import '../src/translations/de.js';
import '../src/translations/ja.js';

// A page with a strict policy says so when one of us breaks it.
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  document.documentElement.dataset['violations'] = `${violatedDirective} ${blockedURI}`;
});

const query = new URLSearchParams(location.search);

/** Which state the page shows; the element's own page lists them. */
export const wanted = query.get('state') ?? 'ready';

const root = document.documentElement;
root.lang = query.get('lang') ?? 'en';
if (root.lang === 'ar') root.dir = 'rtl';
const scheme = query.get('scheme');
if (scheme) root.dataset['scheme'] = scheme;
// Without the links to the states.
if (query.has('bare')) root.dataset['bare'] = '';

/** Draws the links to all states, languages and schemes of a page. */
export function drawNavigation(states: readonly string[]): void {
  const nav = document.querySelector('nav');
  const link = (name: string, value: string): HTMLAnchorElement => {
    const next = new URLSearchParams(query);
    next.set(name, value);
    return Object.assign(document.createElement('a'), { href: `?${next}`, textContent: value });
  };
  nav?.append(
    ...states.map((state) => link('state', state)),
    ...['en', 'de', 'ar', 'ja'].map((language) => link('lang', language)),
    ...['light', 'dark'].map((each) => link('scheme', each)),
  );
}
