import { expect, it } from 'vitest';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ana, codeOf, servesThings } from './things.fixture.js';

describeOnEachEngine('idempotency', (engine) => {
  const things = servesThings(engine);
  const { post } = things;

  it('does a request with a key once and answers it again', async () => {
    const first = await post({ name: 'a' }, { 'idempotency-key': 'key-1' });
    const again = await post({ name: 'a' }, { 'idempotency-key': 'key-1' });
    expect(again.body).toEqual(first.body);
    expect([again.status, again.headers.get('etag')]).toEqual([201, '"1"']);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(things.calls).toEqual(['a']);
    // Another person's key of the same name is another key.
    await post({ name: 'a' }, { 'idempotency-key': 'key-1' }, { id: 'ben' });
    await post({ name: 'a' }, { 'idempotency-key': 'key-1' }, { ...ana, tenant: 'other' });
    expect(things.calls).toEqual(['a', 'a', 'a']);
    expect(codeOf(await post({ name: 'b' }, { 'idempotency-key': 'key-1' }))).toEqual([
      422,
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    expect(codeOf(await post({ name: 'b' }, { 'idempotency-key': 'x'.repeat(65) }))).toEqual([
      422,
      'INVALID_INPUT',
    ]);
  });

  it('refuses a key that is in flight, and tries again after a failure', async () => {
    let open = (): void => undefined;
    things.gate = { promise: new Promise((resolve) => (open = resolve)), open: () => undefined };
    const first = post({ name: 'slow' }, { 'idempotency-key': 'key-2' });
    await expect.poll(() => things.calls.length).toBe(1);
    const rival = await post({ name: 'slow' }, { 'idempotency-key': 'key-2' });
    expect(codeOf(rival)).toEqual([409, 'IDEMPOTENCY_IN_FLIGHT']);
    expect(rival.headers.get('retry-after')).toBe('1');
    open();
    expect((await first).status).toBe(201);
    expect(things.calls).toEqual(['slow']);

    for (const name of ['taken', 'bug']) {
      await post({ name }, { 'idempotency-key': `key-${name}` });
      await post({ name }, { 'idempotency-key': `key-${name}` });
    }
    expect(things.calls).toEqual(['slow', 'taken', 'taken', 'bug', 'bug']);
  });

  it('makes the same ids when a process died before it answered', async () => {
    let die = (): void => undefined;
    things.gate = {
      promise: new Promise((_resolve, reject) => (die = () => reject(new Error('killed')))),
      open: () => undefined,
    };
    // The row stays as a killed process leaves it: running.
    const lost = post({ name: 'c' }, { 'idempotency-key': 'key-3' });
    await expect.poll(() => things.calls.length).toBe(1);
    things.gate = { promise: Promise.resolve(), open: () => undefined };
    things.server.clock.advance(59_999);
    expect(codeOf(await post({ name: 'c' }, { 'idempotency-key': 'key-3' }))).toEqual([
      409,
      'IDEMPOTENCY_IN_FLIGHT',
    ]);
    things.server.clock.advance(1);
    const heir = await post({ name: 'c' }, { 'idempotency-key': 'key-3' });
    expect(heir.status).toBe(201);
    die();
    await lost;
    // The late failure of the first takes nothing from the second.
    expect((await post({ name: 'c' }, { 'idempotency-key': 'key-3' })).body).toEqual(heir.body);
    await things.server.setTime(new Date(things.server.clock.now().getTime() + 24 * 3_600_000));
    const later = await post({ name: 'c' }, { 'idempotency-key': 'key-3' });
    expect(later.body.id).toBe(heir.body.id);
    expect(things.calls).toEqual(['c', 'c', 'c']);
  });
});
