import type { BookingClient } from './booking-flow.js';
import type { BookingState, Choice, NextFree } from './booking-state.js';

/** So many teachers are asked about; a longer list shows the rest without. */
const MOST = 12;
const AT_ONCE = 3;

/** Asks for each teacher when they are free next: today's slots, which carry the next free date when there is none. */
export async function findNextFree(
  client: BookingClient,
  { choices, today, zone }: BookingState,
  signal: AbortSignal,
  onResult: (nextFree: ReadonlyMap<Choice, NextFree>) => void,
): Promise<void> {
  const asked = choices.slice(0, MOST);
  const found = new Map<Choice, NextFree>(asked.map((choice) => [choice, { kind: 'loading' }]));
  onResult(new Map(found));
  const queue = [...asked];
  const work = async (): Promise<void> => {
    for (let choice = queue.shift(); choice && !signal.aborted; choice = queue.shift()) {
      const { offering, host } = choice;
      let next: NextFree;
      try {
        const input = { offeringId: offering.id, hostId: host.id, from: today, to: today, zone };
        const { slots, nextFreeDate } = await client.offerings.slots(input, { signal });
        const [slot] = slots;
        next = slot
          ? { kind: 'slot', slot }
          : nextFreeDate
            ? { kind: 'date', date: nextFreeDate }
            : { kind: 'never' };
      } catch {
        // The list is of use without; choosing the teacher shows what is wrong.
        next = { kind: 'unknown' };
      }
      found.set(choice, next);
      onResult(new Map(found));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
