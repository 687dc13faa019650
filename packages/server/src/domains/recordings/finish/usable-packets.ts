import type { EncodedPacket } from 'mediabunny';

/** No class is longer: what says so is broken, or somebody's invention. */
const LONGEST_S = 86_400;

/**
 * What of one track a file can hold, in the order of decoding: it begins with a packet that needs no other, as after a
 * hole, and nothing goes back in time or is of another age.
 */
export async function* usablePackets(
  packets: AsyncIterable<EncodedPacket>,
): AsyncGenerator<EncodedPacket, void, unknown> {
  let latest = Number.NEGATIVE_INFINITY;
  /** The latest before the last key packet: what follows it may be shown in another order, but not before. */
  let earliest = latest;
  let hasKey = false;
  for await (const packet of packets) {
    if (!isOfOurTime(packet)) continue;
    const { timestamp } = packet;
    if (packet.type === 'key') {
      hasKey = timestamp >= latest;
      if (hasKey) earliest = latest;
    }
    if (!hasKey || timestamp < earliest) continue;
    latest = Math.max(latest, timestamp);
    yield packet;
  }
}

function isOfOurTime({ timestamp, duration }: EncodedPacket): boolean {
  return timestamp >= -LONGEST_S && duration >= 0 && timestamp + duration <= LONGEST_S;
}
