import type { Locator, Page } from 'playwright-core';

/** What one page receives from one other, by the order of the transceivers: 0 microphone, 1 camera, 2 screen. */
export interface Received {
  readonly framesDecoded: number;
  readonly screenFramesDecoded: number;
  readonly audioEnergy: number;
  readonly audioSamples: number;
}

interface RoomElement extends Element {
  readonly call?: {
    readonly snapshot: { readonly peers: ReadonlyMap<string, { readonly state: string }> };
    getStats(connectionId: string): Promise<RTCStatsReport | undefined>;
  };
}

/** Presses Join in the prejoin, as a person does. */
export async function enter(page: Page, { waits = false } = {}): Promise<void> {
  // A loaded machine takes its time to say that no navigation follows; none does.
  await page.getByRole('button', { name: /^Join now/ }).click({ noWaitAfter: true });
  if (waits) await page.getByText('You are in the waiting room').waitFor();
  else await page.getByRole('toolbar').waitFor();
}

/** What the room of this page receives, by the connection id it comes from. */
export function received(page: Page): Promise<Record<string, Received>> {
  return page.evaluate(async () => {
    const room = document.querySelector<RoomElement>('session-room');
    const result: Record<string, Received> = {};
    for (const id of room?.call?.snapshot.peers.keys() ?? []) {
      const sums = { framesDecoded: 0, screenFramesDecoded: 0, audioEnergy: 0, audioSamples: 0 };
      const report = await room!.call!.getStats(id);
      report?.forEach((stats: Record<string, unknown>) => {
        if (stats.type !== 'inbound-rtp') return;
        const mid = String(stats.mid);
        if (mid === '0') {
          sums.audioEnergy = Number(stats.totalAudioEnergy ?? 0);
          sums.audioSamples = Number(stats.totalSamplesReceived ?? 0);
        }
        if (mid === '1') sums.framesDecoded = Number(stats.framesDecoded ?? 0);
        if (mid === '2') sums.screenFramesDecoded = Number(stats.framesDecoded ?? 0);
      });
      result[id] = sums;
    }
    return result;
  });
}

/** What the room of this page receives from everybody together, whatever carries it. */
export function inbound(page: Page): Promise<{ framesDecoded: number; audioEnergy: number }> {
  return page.evaluate(async () => {
    const room = document.querySelector<RoomElement>('session-room');
    const sums = { framesDecoded: 0, audioEnergy: 0 };
    for (const id of room?.call?.snapshot.peers.keys() ?? []) {
      const report = await room!.call!.getStats(id);
      report?.forEach((stats: Record<string, unknown>) => {
        if (stats['type'] !== 'inbound-rtp') return;
        sums.framesDecoded += Number(stats['framesDecoded'] ?? 0);
        sums.audioEnergy += Number(stats['totalAudioEnergy'] ?? 0);
      });
    }
    return sums;
  });
}

/** The colour in the middle of a playing video. */
export function colourOf(video: Locator): Promise<{ r: number; g: number; b: number; width: number }> {
  return video.evaluate((element) => {
    const source = element as HTMLVideoElement;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 8;
    const context = canvas.getContext('2d')!;
    context.drawImage(source, 0, 0, 8, 8);
    const [r = 0, g = 0, b = 0] = context.getImageData(4, 4, 1, 1).data;
    return { r, g, b, width: source.videoWidth };
  });
}

export function tileOf(page: Page, name: string): Locator {
  return page.locator('lectern-tile').filter({ hasText: name });
}

/** Polls until `check` holds; the reason it gives last is the message of the failure. */
export async function until(
  what: string,
  check: () => Promise<boolean | string> | boolean | string,
  seconds = 30,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (let last: boolean | string = false; ;) {
    try {
      last = await check();
      if (last === true) return;
    } catch (error) {
      last = String(error);
    }
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what} (${last})`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Waits until every page decodes new frames, and hears new sound, from `others` people. */
export async function untilMediaFlows(pages: readonly Page[], others: number, seconds = 60): Promise<void> {
  const first = new Map<Page, Record<string, Received>>();
  await until(
    `${pages.length} pages receive ${others} others each`,
    async () => {
      for (const page of pages) {
        const now = await received(page);
        const ids = Object.keys(now);
        if (ids.length !== others) return `a page has ${ids.length} of ${others} links`;
        const before = first.get(page);
        if (!before) {
          first.set(page, now);
          return 'first reading';
        }
        for (const id of ids) {
          // A link that was rebuilt counts from nought again: compare with a newer first reading.
          const old = before[id];
          const current = now[id]!;
          if (!old || current.framesDecoded < old.framesDecoded || current.audioEnergy < old.audioEnergy) {
            first.set(page, now);
            return 'counters began again';
          }
          if (current.framesDecoded - old.framesDecoded < 5) return `frames ${current.framesDecoded}`;
          if (current.audioEnergy <= old.audioEnergy) return `energy ${current.audioEnergy}`;
        }
      }
      return true;
    },
    seconds,
  );
}
