import { writeSync } from 'node:fs';
import { createTestLectern, type TestPerson } from '../../testing/create-test-lectern.js';

// Run in a process of its own: posts a line, and is gone the moment the post is answered.
const [, , database = '', engine = '', messageId = ''] = process.argv;
const host: TestPerson = { id: 'host', role: 'teacher', courses: ['algebra'] };
const ana: TestPerson = { id: 'ana', courses: ['algebra'] };

const { request } = await createTestLectern({
  on: { engine: engine === 'postgres' ? 'postgres' : 'pglite', database, drop: () => Promise.resolve() },
});
const made = await request('POST', '/v1/sessions', {
  as: host,
  body: { title: 'Fractions', courseId: 'algebra' },
});
const { id: sessionId } = made.body as { id: string };
const join = { body: { deviceId: 'laptop' } };
await request('POST', `/v1/sessions/${sessionId}/connections`, { as: host, ...join });
const joined = await request('POST', `/v1/sessions/${sessionId}/connections`, { as: ana, ...join });
const { connectionId, cursor } = joined.body as { connectionId: string; cursor: string };
const posted = await request('POST', `/v1/sessions/${sessionId}/chat`, {
  as: host,
  body: { id: messageId, text: 'Still here?' },
});
writeSync(1, JSON.stringify({ sessionId, connectionId, cursor, status: posted.status }));
process.kill(process.pid, 'SIGKILL');
