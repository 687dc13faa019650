import type { RosterEntry } from '@lectern/core/contract';
import { afterEach } from 'vitest';
import type { TestEngine } from '../../testing/each-engine.js';
import {
  createTestClass,
  type HeardEvent,
  type TestClass,
  type TestClassOptions,
} from '../presence/class.fixture.js';

export type StartClass = (options?: Omit<Partial<TestClassOptions>, 'engine'>) => Promise<TestClass>;

/** Makes classes for the tests around the call, and takes them down after each. */
export function startsClasses(engine: TestEngine): StartClass {
  let open: TestClass[] = [];
  afterEach(async () => {
    for (const one of open.reverse()) await one.stop();
    open = [];
  });
  return async (options = {}) => {
    const made = await createTestClass({ engine, ...options });
    open.push(made);
    return made;
  };
}

export const typesOf = (heard: readonly HeardEvent[]): readonly string[] => heard.map(({ type }) => type);

/** The lines of chat. */
export const linesOf = (heard: readonly HeardEvent[]): readonly string[] =>
  heard.flatMap((event) => (event.type === 'chat-posted' ? [event.data.message.text] : []));

export const isIn = ({ connectionId, state }: RosterEntry, id: string): boolean =>
  connectionId === id && state === 'admitted';
