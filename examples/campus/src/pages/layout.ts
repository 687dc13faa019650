import { coursesOf } from '../school/courses.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../texts/texts.ts';
import { html, type Content, type Html } from '../web/html.ts';
import { APPEARANCES } from '../web/preferences.ts';
import { avatar, brandMark } from './figures.ts';
import { links } from './links.ts';
import type { PersonView, View } from './view.ts';

export type NavItem = 'home' | 'course' | 'book' | 'recordings' | 'attendance' | 'mail';

interface LayoutInput {
  readonly title: string;
  readonly main: Content;
  readonly current?: NavItem | undefined;
}

/** The frame of every page of somebody: navigation, and one `<lectern-context>` for all elements inside it. */
export function personLayout(view: PersonView, { title, main, current }: LayoutInput): Html {
  const { person, texts } = view;
  const [course] = coursesOf(person);
  const item = (name: NavItem, href: string, text = texts.nav[name]): Html =>
    html`<li><a href="${href}" ${name === current && html`aria-current="page"`}>${text}</a></li>`;
  const nav = html`
    <nav class="nav" aria-label="${texts.menu}">
      <ul>
        ${item('home', links.home(person.id))}
        ${
          course && [
            item('course', links.course(person.id, course.id)),
            item(
              'book',
              links.booking(person.id, course.id),
              person.role === 'teacher' ? texts.nav.times : undefined,
            ),
          ]
        }
        ${item('recordings', links.recordings(person.id))} ${item('attendance', links.attendance(person.id))}
        ${item('mail', links.mailbox(person.id))}
      </ul>
    </nav>
    <a class="who" href="/" title="${texts.nav.change}">
      ${avatar(person)}
      <span class="who-name"
        ><span><bdi>${person.firstName}</bdi></span
        ><small>${texts.roles[person.role]}</small></span
      >
      <span class="visually-hidden">${texts.nav.change}</span>
    </a>
  `;
  return page(view, {
    title,
    nav,
    main: html`
      <lectern-context api-url="${view.origin}" token-endpoint="${links.token(person.id)}">
        <main id="content" tabindex="-1">${main}</main>
      </lectern-context>
    `,
    scripts: true,
  });
}

/** The frame of a page of nobody in particular. */
export function plainLayout(view: View, { title, main }: LayoutInput): Html {
  return page(view, { title, main: html`<main id="content" tabindex="-1">${main}</main>`, scripts: false });
}

interface PageInput {
  readonly title: string;
  readonly main: Html;
  readonly nav?: Html;
  readonly scripts: boolean;
}

function page(view: View, { title, main, nav, scripts }: PageInput): Html {
  const { texts } = view;
  return documentOf(view, {
    title,
    scripts,
    body: html`
      <a class="skip" href="#content">${texts.skip}</a>
      <header class="top">
        <div class="top-inner">
          <a class="brand" href="/">${brandMark()}<span>Campus</span></a>
          ${nav}
        </div>
      </header>
      ${main} ${footer(view)}
    `,
  });
}

/** The outermost shell: head, language, direction and appearance. */
export function documentOf(
  view: View,
  { title, body, scripts, className }: { title: string; body: Html; scripts: boolean; className?: string },
): Html {
  return html`<!doctype html>
    <html
      lang="${view.language}"
      dir="${view.direction}"
      data-appearance="${view.appearance}"
      ${className !== undefined && html`class="${className}"`}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          name="color-scheme"
          content="${view.appearance === 'system' ? 'light dark' : view.appearance}"
        />
        <title>${title} – Campus</title>
        <link rel="icon" href="/assets/campus.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/campus.css" />
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="stylesheet" href="/assets/places.css" />
        ${scripts && html`<script type="module" src="/lectern/lectern.js"></script>`}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}

function footer({ texts, language, appearance, path }: View): Html {
  return html`
    <footer class="bottom">
      <p class="motto">${texts.motto}</p>
      <form class="choices" method="post" action="/preferences">
        <input type="hidden" name="back" value="${path}" />
        <fieldset>
          <legend>${texts.language}</legend>
          ${LANGUAGES.map(
            (choice) =>
              html`<button
                name="language"
                value="${choice}"
                lang="${choice}"
                aria-pressed="${String(choice === language)}"
              >
                ${LANGUAGE_NAMES[choice]}
              </button>`,
          )}
        </fieldset>
        <fieldset>
          <legend>${texts.appearance.title}</legend>
          ${APPEARANCES.map(
            (choice) =>
              html`<button
                name="appearance"
                value="${choice}"
                aria-pressed="${String(choice === appearance)}"
              >
                ${texts.appearance[choice]}
              </button>`,
          )}
        </fieldset>
      </form>
    </footer>
  `;
}
