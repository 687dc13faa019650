import type { Mail } from '../school/mailbox.ts';
import { formatMoment } from '../web/format.ts';
import { html, type Html } from '../web/html.ts';
import { links } from './links.ts';
import { personLayout } from './layout.ts';
import type { PersonView } from './view.ts';

export interface MailInput {
  /** Newest first. */
  readonly mails: readonly Mail[];
  readonly chosen: Mail | undefined;
}

/** What a mail program would show: a list, and one mail. The mail itself is in a frame that runs nothing. */
export function mailPage(view: PersonView, { mails, chosen }: MailInput): Html {
  const { person, texts, language } = view;
  const { mail } = texts;
  const at = (one: Mail): string => formatMoment(one.sentAt, { language, zone: person.zone });
  return personLayout(view, {
    title: mail.title,
    current: 'mail',
    main: html`
      <div class="heading">
        <h1>${mail.title}</h1>
        <p class="lead">${mail.text}</p>
      </div>
      ${
        chosen
          ? html`<div class="columns columns-start">
              <nav class="aside" aria-labelledby="mails">
                <h2 class="eyebrow" id="mails">${mail.inbox}</h2>
                <ul class="plain session-links">
                  ${mails.map(
                    (one) =>
                      html`<li>
                        <a
                          href="${links.mail(person.id, one.id)}"
                          ${one.id === chosen.id && html`aria-current="page"`}
                        >
                          <span><bdi>${one.subject}</bdi></span>
                          <small>${at(one)}</small>
                        </a>
                      </li>`,
                  )}
                </ul>
              </nav>
              <article class="mail" aria-labelledby="subject">
                <h2 class="mail-subject" id="subject"><bdi>${chosen.subject}</bdi></h2>
                <p class="muted"><bdi>${chosen.from}</bdi> · ${at(chosen)}</p>
                <iframe
                  class="mail-body"
                  title="${chosen.subject}"
                  src="${links.mailBody(person.id, chosen.id)}"
                  sandbox="allow-popups allow-popups-to-escape-sandbox"
                  referrerpolicy="no-referrer"
                ></iframe>
                ${
                  chosen.invite &&
                  html`<p>
                    <a class="button" href="${links.mailInvite(person.id, chosen.id)}" download="invite.ics"
                      >${mail.invite}</a
                    >
                  </p>`
                }
                <details>
                  <summary>${mail.asText}</summary>
                  <pre class="mail-text" dir="auto">${chosen.text}</pre>
                </details>
              </article>
            </div>`
          : html`<section class="card empty">
              <p class="card-title">${mail.none.title}</p>
              <p class="muted">${mail.none.text}</p>
            </section>`
      }
    `,
  });
}
