/** `1:02:03`, `2:03`; with the hours of the longest when there are some, so that nothing jumps. */
export function clockTime(seconds: number, longest = seconds): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return hours || longest >= 3_600
    ? `${hours}:${pad(minutes)}:${pad(whole % 60)}`
    : `${minutes}:${pad(whole % 60)}`;
}

/** A time as it is said: `1 hour, 2 minutes, 3 seconds`. */
export function spokenTime(language: string, seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const units = [
    ['hour', Math.floor(whole / 3_600)],
    ['minute', Math.floor((whole % 3_600) / 60)],
    ['second', whole % 60],
  ] as const;
  const said = units.filter(([unit, value]) => value > 0 || (unit === 'second' && whole < 1));
  return new Intl.ListFormat(language, { type: 'unit', style: 'long' }).format(
    said.map(([unit, value]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value),
    ),
  );
}
