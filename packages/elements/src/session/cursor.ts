/** A place in the stream of kept events: `<epoch>-<seq>`. */
function read(cursor: string): { readonly epoch: string; readonly seq: number } {
  const dash = cursor.lastIndexOf('-');
  return { epoch: cursor.slice(0, dash), seq: Number(cursor.slice(dash + 1)) };
}

/** Whether an event comes after a place. One of another epoch does: it is a new stream. */
export function isAfter(id: string, cursor: string): boolean {
  const [event, place] = [read(id), read(cursor)];
  return event.epoch !== place.epoch || Number.isNaN(place.seq) || event.seq > place.seq;
}

/** The one that misses nothing of either; the first where they cannot be compared. */
export function earlier(one: string, other: string): string {
  return read(one).epoch === read(other).epoch && isAfter(one, other) ? other : one;
}
