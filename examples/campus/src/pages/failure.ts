import { html, type Html } from '../web/html.ts';
import { plainLayout } from './layout.ts';
import type { View } from './view.ts';

export type Failure = 'notFound' | 'forbidden' | 'busy' | 'crossSite' | 'fault' | 'starting';

/** What went wrong, in words, and a way on. */
export function failurePage(
  view: View,
  failure: Failure,
  onward?: { readonly href: string; readonly text: string },
): Html {
  const { failures } = view.texts;
  const { title, text } = failures[failure];
  const { href, text: label } = onward ?? { href: '/', text: failures.back };
  return plainLayout(view, {
    title,
    main: html`
      <div class="narrow failure">
        <h1>${title}</h1>
        <p class="lead">${text}</p>
        <p><a class="button button-primary" href="${href}">${label}</a></p>
      </div>
    `,
  });
}
