import type { RosterEntry } from '@lectern/core/contract';

/** Those who are in the class, the host first, then in the order they came. */
export function sortedRoster(entries: Iterable<RosterEntry>): readonly RosterEntry[] {
  return [...entries]
    .filter(({ state }) => state === 'admitted')
    .sort(
      (a, b) =>
        Number(b.isHost) - Number(a.isHost) ||
        a.joinedAt.localeCompare(b.joinedAt) ||
        a.connectionId.localeCompare(b.connectionId),
    );
}

/** The roster after one entry changed; the same object when nothing did. */
export function withEntry(roster: readonly RosterEntry[], entry: RosterEntry): readonly RosterEntry[] {
  const others = roster.filter(({ connectionId }) => connectionId !== entry.connectionId);
  if (entry.state !== 'admitted' && others.length === roster.length) return roster;
  return sortedRoster([...others, entry]);
}
