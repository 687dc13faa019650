import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Domain } from '../../domain.js';
import { createTestLectern, TEST_URL } from '../../testing/create-test-lectern.js';
import { route } from './route.js';

const domain: Domain = {
  name: 'x',
  routes: [
    route({
      method: 'GET',
      path: '/v1/x',
      operationId: 'getX',
      summary: 'X.',
      response: z.object({}),
      handler: () => Promise.resolve({}),
    }),
  ],
  jobs: [],
  onFact: [],
  service: undefined,
};

it('lets a burst through, then says when to come back', async () => {
  const server = await createTestLectern({
    rateLimits: { read: { perSecond: 2, burst: 3 } },
    createDomains: () => [domain],
  });
  const get = (id = 'ana'): ReturnType<typeof server.request> =>
    server.request('GET', '/v1/x', { as: { id } });
  for (let n = 0; n < 3; n += 1) expect((await get()).status).toBe(200);
  const refused = await get();
  expect([refused.status, refused.body.error.code]).toEqual([429, 'RATE_LIMITED']);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await get('ben')).headers.get('ratelimit-remaining')).toBe('2');
  server.clock.advance(500);
  expect((await get()).status).toBe(200);
  expect((await get()).status).toBe(429);
  // A clock that is set back gives nothing away.
  server.clock.advance(-3_600_000);
  expect((await get()).status).toBe(429);
  await server.stop();
});

it('limits forged tokens by address, and never those that were right', async () => {
  const server = await createTestLectern({ rateLimits: {}, createDomains: () => [domain] });
  const token = await server.tokenFor({ id: 'ana' });
  const get = (authorization: string, address = '203.0.113.7'): Promise<number> =>
    server.lectern
      .fetch(new Request(`${TEST_URL}/v1/x`, { headers: { authorization } }), { address })
      .then(({ status }) => status);
  for (let n = 0; n < 10; n += 1) expect(await get('Bearer forged')).toBe(401);
  expect(await get('Bearer forged')).toBe(429);
  expect(await get('Bearer forged', '203.0.113.8')).toBe(401);
  expect(await get(`Bearer ${token}`)).toBe(200);
  server.clock.advance(3_600_000);
  for (let n = 0; n < 20; n += 1) expect(await get(`Bearer ${token}`)).toBe(401);
  await server.stop();
});
