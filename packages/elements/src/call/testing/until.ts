import type { Call, CallSnapshot } from '../call.js';

/** Waits for a snapshot that fits; the test's own time limit ends it otherwise. */
export function until(call: Call, fits: (snapshot: CallSnapshot) => boolean): Promise<CallSnapshot> {
  return new Promise((resolve) => {
    const stop = call.subscribe(check);
    function check(): void {
      if (!fits(call.snapshot)) return;
      stop();
      resolve(call.snapshot);
    }
    check();
  });
}

/** Waits until every peer of a call, `count` of them, is connected. */
export async function untilConnected(call: Call, count = 1): Promise<void> {
  await until(call, ({ peers }) => {
    const states = [...peers.values()].map((peer) => peer.state);
    return states.length === count && states.every((state) => state === 'connected');
  });
}

/** Reads inbound counters of one link until they grew over two readings, as frames and samples do while media flows. */
export async function untilMediaFlows(call: Call, connectionId: string): Promise<void> {
  const first = await readInbound(call, connectionId);
  for (;;) {
    const next = await readInbound(call, connectionId);
    if (next.frames - first.frames >= 5 && next.samples > first.samples && next.energy > first.energy) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What arrived of camera frames and microphone samples so far. */
export async function readInbound(
  call: Call,
  connectionId: string,
): Promise<{ frames: number; samples: number; energy: number }> {
  const stats = await call.getStats(connectionId);
  let [frames, samples, energy] = [0, 0, 0];
  for (const entry of (stats?.values() ?? []) as Iterable<Record<string, unknown>>) {
    if (entry['type'] !== 'inbound-rtp') continue;
    frames += Number(entry['framesDecoded'] ?? 0);
    samples += Number(entry['totalSamplesReceived'] ?? 0);
    energy += Number(entry['totalAudioEnergy'] ?? 0);
  }
  return { frames, samples, energy };
}
