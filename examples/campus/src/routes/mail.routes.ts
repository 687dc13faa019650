import { failurePage } from '../pages/failure.ts';
import { mailPage } from '../pages/mail.ts';
import { mailAddressOf } from '../school/identity.ts';
import type { Mail } from '../school/mailbox.ts';
import { pageReply } from '../web/reply.ts';
import type { WebRoute } from '../web/router.ts';
import { MAIL_POLICY, policyWith } from '../web/security-headers.ts';
import { requirePerson } from './require-person.ts';
import type { PersonVisit, Visit } from './visit.ts';

const mailsOf = ({ site, view }: PersonVisit): Promise<readonly Mail[]> =>
  site.mailbox.list(mailAddressOf(view.person));

async function showMail(visit: PersonVisit): Promise<Response> {
  const { view, params } = visit;
  const mails = await mailsOf(visit);
  const id = params['id'];
  const chosen = mails.find((mail) => id === undefined || mail.id === id);
  if (id !== undefined && !chosen) return pageReply(failurePage(view, 'notFound'), { status: 404 });
  return pageReply(mailPage(view, { mails, chosen }), {
    headers: { 'content-security-policy': policyWith("frame-src 'self'") },
  });
}

/** Only one's own mail can be opened, whatever the path says. */
function requireMail(
  handle: (visit: PersonVisit, mail: Mail) => Response,
): (visit: Visit) => Promise<Response> {
  return requirePerson(async (visit) => {
    const mail = (await mailsOf(visit)).find(({ id }) => id === visit.params['id']);
    return mail ? handle(visit, mail) : pageReply(failurePage(visit.view, 'notFound'), { status: 404 });
  });
}

/** The mailbox of somebody: in real life another program, on another server. */
export const mailRoutes: readonly WebRoute<Visit>[] = [
  { method: 'GET', path: '/as/:who/mail', handle: requirePerson(showMail) },
  { method: 'GET', path: '/as/:who/mail/:id', handle: requirePerson(showMail) },
  {
    method: 'GET',
    path: '/as/:who/mail/:id/body',
    handle: requireMail(
      (_visit, { html }) =>
        // A link in a mail opens a window of its own, as in any mail program.
        new Response(html.replace(/<head>/, '<head><base target="_blank">'), {
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'content-security-policy': MAIL_POLICY,
          },
        }),
    ),
  },
  {
    method: 'GET',
    path: '/as/:who/mail/:id/invite.ics',
    handle: requireMail(({ view }, { invite }) =>
      invite
        ? new Response(invite, {
            headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' },
          })
        : pageReply(failurePage(view, 'notFound'), { status: 404 }),
    ),
  },
];
