import { expect, it } from 'vitest';
import { createTestLectern } from '../../testing/create-test-lectern.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';

describeOnEachEngine('smoke', (engine) => {
  it('starts', async () => {
    const on = await engine.createDatabase();
    const server = await createTestLectern({ on });
    expect((await server.request('GET', '/readyz')).status).toBe(200);
    await server.stop();
    await on.drop();
  });
});
