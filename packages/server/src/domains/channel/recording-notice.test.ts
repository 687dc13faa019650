import type { RecordingNotice } from '@lectern/core/contract';
import { expect, it } from 'vitest';
import { createDomains } from '../../create-lectern.js';
import type { DomainDeps } from '../../platform/deps.js';
import type { Tx } from '../../platform/db/database.js';
import type { Fact } from '../../platform/outbox/fact.js';
import { describeOnEachEngine } from '../../testing/each-engine.js';
import { ANA, at, BEN, HOST, student } from '../presence/class.fixture.js';
import { startsClasses, typesOf, type StartClass } from './heard.fixture.js';

const FIRST: RecordingNotice = {
  id: `rec-${'a'.repeat(22)}`,
  state: 'announced',
  startedAt: at(10).toISOString(),
  recordedBy: { id: 'host', name: 'Ms Lee' },
};

/** A class in which recordings are told of as the domain that owns them does. */
async function withRecordings(start: StartClass) {
  let deps: DomainDeps | undefined;
  /** Whether the channel comes to hear of them, and when it first does. */
  const handling = { fails: false, tried: (): void => undefined };
  const tried = new Promise<void>((resolve) => (handling.tried = resolve));
  const made = await start({
    createDomains: (given) =>
      createDomains((deps = given)).map((domain) => ({
        ...domain,
        onFact: domain.onFact.map((handler) => ({
          ...handler,
          handle: (tx: Tx, fact: Fact) => {
            if (!handling.fails || handler.name !== 'channel-recording-notice')
              return handler.handle(tx, fact);
            handling.tried();
            throw new Error('not yet');
          },
        })),
      })),
  });
  const { sessionId } = made;
  const tell = (recording: RecordingNotice): Promise<void> =>
    deps!.database.transaction((tx) =>
      deps!.appendFacts(tx, [
        {
          tenant: 'default',
          type: 'recording-changed',
          topics: [`session:${sessionId}`, `waiting:${sessionId}`],
          data: { sessionId, recording },
          occurredAt: at(10),
        },
      ]),
    );
  return { made, tell, handling, tried };
}

describeOnEachEngine('the notice of a recording', (engine) => {
  const start = startsClasses(engine);

  it('is in what one finds as long as it runs', async () => {
    const { made, tell } = await withRecordings(start);
    await made.enter(HOST);
    expect((await made.enter(ANA)).snapshot).not.toHaveProperty('recording');
    await tell(FIRST);
    await made.server.settle();
    expect((await made.enter(ANA)).snapshot.recording).toEqual(FIRST);
    const uploading: RecordingNotice = { ...FIRST, state: 'uploading' };
    await tell(uploading);
    await tell(uploading);
    await made.server.settle();
    expect((await made.enter(BEN)).snapshot.recording).toEqual(uploading);
    await tell({ ...uploading, endedAt: at(60).toISOString() });
    await made.server.settle();
    expect((await made.enter(student(1))).snapshot).not.toHaveProperty('recording');
  });

  it('stands though an older one becomes ready meanwhile, and goes with its own end', async () => {
    const { made, tell } = await withRecordings(start);
    await made.enter(HOST);
    const second: RecordingNotice = {
      ...FIRST,
      id: `rec-${'b'.repeat(22)}`,
      startedAt: at(90).toISOString(),
    };
    const endedAt = at(60).toISOString();
    await tell(FIRST);
    await tell({ ...FIRST, state: 'processing', endedAt });
    await tell(second);
    await tell({ ...FIRST, state: 'ready', endedAt });
    await made.server.settle();
    expect((await made.enter(ANA)).snapshot.recording).toEqual(second);
    await tell({ ...second, state: 'failed' });
    await made.server.settle();
    expect((await made.enter(ANA)).snapshot).not.toHaveProperty('recording');
  });

  it('reaches those who wait, at once and when they come', async () => {
    const { made, tell } = await withRecordings(start);
    const ana = await made.enter(ANA);
    const stream = await made.listen(ANA, [`connection:${ana.connectionId}`], ana.cursor);
    await tell(FIRST);
    expect((await stream.next('recording-changed')).data.recording).toEqual(FIRST);
    await made.server.settle();
    expect((await made.enter(BEN)).snapshot).toMatchObject({ recording: FIRST, chat: [], hands: [] });
    // Let in, they hear it before anything of the class.
    await made.enter(HOST);
    await stream.next('connection-changed', ({ connection }) => connection.state === 'admitted');
    const { data } = await stream.next('recording-changed');
    expect(data.recording).toEqual(FIRST);
    await stream.next('hands-changed');
    const types = typesOf(stream.heard);
    expect(types.lastIndexOf('recording-changed')).toBeLessThan(types.indexOf('hands-changed'));
  });

  it('is missed by nobody who comes before it is handled', async () => {
    const { made, tell, handling, tried } = await withRecordings(start);
    await made.enter(HOST);
    handling.fails = true;
    await tell(FIRST);
    await tried;
    expect((await made.enter(ANA)).snapshot.recording).toEqual(FIRST);
    await tell({ ...FIRST, state: 'processing', endedAt: at(60).toISOString() });
    await made.server.settle();
    expect((await made.enter(ANA)).snapshot).not.toHaveProperty('recording');
    handling.fails = false;
    await made.passTo(20);
    expect((await made.enter(ANA)).snapshot).not.toHaveProperty('recording');
  });
});
