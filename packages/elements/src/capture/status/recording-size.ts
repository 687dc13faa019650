const MEGABYTE = 1_000_000;

/** How much that is, as `12.4 MB`. */
export function formatSize(language: string, bytes: number): string {
  const [unit, value] =
    bytes >= 1_000 * MEGABYTE ? ['gigabyte', bytes / MEGABYTE / 1_000] : ['megabyte', bytes / MEGABYTE];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    maximumFractionDigits: (value as number) >= 100 ? 0 : 1,
  }).format(Math.max(value as number, 0.1));
}

/** How much of a lesson, as `12 sec` or `4 min`. */
export function formatLength(language: string, ms: number): string {
  const isLong = ms >= 120_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isLong ? 'minute' : 'second',
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(Math.ceil(ms / (isLong ? 60_000 : 1_000)));
}
