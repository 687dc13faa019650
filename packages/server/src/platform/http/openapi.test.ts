import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestLectern, type TestLectern } from '../../testing/create-test-lectern.js';

let server: TestLectern;
beforeAll(async () => {
  server = await createTestLectern();
});
afterAll(() => server.stop());

it('describes every route in a valid document', async () => {
  const { status, body } = await server.request('GET', '/v1/openapi.json');
  expect(status).toBe(200);
  const result = await new Validator().validate(body as Record<string, unknown>);
  expect(result).toMatchObject({ valid: true });
  const operations = Object.values(
    body.paths as Record<string, Record<string, { operationId: string }>>,
  ).flatMap((path) => Object.values(path));
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids).toContain('receiveWebhook');
  expect(new Set(ids).size).toBe(ids.length);
  // Every reference leads somewhere.
  for (const [, name] of JSON.stringify(body).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(body.components.schemas).toHaveProperty([name ?? '']);
});

it('answers operators without a token', async () => {
  expect((await server.request('GET', '/healthz')).body).toEqual({ status: 'ok' });
  expect((await server.request('GET', '/readyz')).body).toEqual({
    status: 'ok',
    timeZones: process.versions.tz,
  });
  await server.request('GET', '/v1/nothing');
  const { body, headers } = await server.request('GET', '/metrics');
  expect(headers.get('content-type')).toContain('text/plain');
  expect(body).toContain('lectern_http_requests_total{method="GET",route="none",status="404"} 1');
  expect(body).toContain('lectern_outbox_unstamped 0');
});
