import { recordingPage, recordingsPage } from '../pages/recordings.ts';
import { pageReply } from '../web/reply.ts';
import type { WebRoute } from '../web/router.ts';
import { requirePerson } from './require-person.ts';
import type { Visit } from './visit.ts';

const SHOWN = 50;

/** What was recorded, for who may see it. */
export const recordingsRoutes: readonly WebRoute<Visit>[] = [
  {
    method: 'GET',
    path: '/as/:who/recordings',
    handle: requirePerson(async ({ view, client }) => {
      const { items } = await client.recordings.list({ limit: SHOWN });
      return pageReply(recordingsPage(view, items));
    }),
  },
  {
    method: 'GET',
    path: '/as/:who/recordings/:id',
    handle: requirePerson(async ({ view, client, params }) => {
      const [recording, { items }] = await Promise.all([
        client.recordings.get(params['id'] ?? ''),
        client.recordings.list({ limit: SHOWN }),
      ]);
      return pageReply(recordingPage(view, recording, items));
    }),
  },
];
