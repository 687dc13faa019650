/** Of sorted or unsorted samples, the value below which `share` of them lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Times what is run, in ms, `rounds` times after a tenth as many to warm up. */
export async function sample(
  rounds: number,
  work: (round: number) => Promise<void> | void,
): Promise<number[]> {
  for (let round = 0; round < Math.ceil(rounds / 10); round += 1) await work(-1 - round);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work(round);
    samples.push(performance.now() - started);
  }
  return samples;
}

export const ms = (value: number): string => `${value.toFixed(value < 1 ? 4 : 2)} ms`;
export const ratio = (value: number, baseline: number): string => {
  const times = value / baseline;
  return `${times < 0.1 ? times.toPrecision(2) : times.toFixed(2)} x`;
};
