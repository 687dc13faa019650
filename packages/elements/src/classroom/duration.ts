/** `1:02:03` or `2:03`; digits of the language. */
export function formatClock(language: string, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2, useGrouping: false });
  const plain = new Intl.NumberFormat(language, { useGrouping: false });
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${hours > 0 ? two.format(minutes) : plain.format(minutes)}:${two.format(rest)}`;
  return hours > 0 ? `${plain.format(hours)}:${tail}` : tail;
}
