import type { Session } from '@lectern/core/contract';
import { html, type Html } from '../web/html.ts';
import { documentOf } from './layout.ts';
import { links } from './links.ts';
import { arrow } from './figures.ts';
import type { PersonView } from './view.ts';

/** The room and nothing else: it has the whole window. */
export function classroomPage(view: PersonView, session: Session): Html {
  const { person, texts } = view;
  return documentOf(view, {
    title: session.title,
    scripts: true,
    className: 'room',
    body: html`
      <header class="room-top">
        <a class="back" href="${links.home(person.id)}">${arrow()}${texts.room.leave}</a>
        <h1><bdi>${session.title}</bdi></h1>
      </header>
      <lectern-context api-url="${view.origin}" token-endpoint="${links.token(person.id)}">
        <main id="content">
          <session-room session-id="${session.id}">
            <p class="muted">${texts.noScript}</p>
            <a slot="after" class="button" href="${links.home(person.id)}">${texts.room.leave}</a>
          </session-room>
        </main>
      </lectern-context>
    `,
  });
}
