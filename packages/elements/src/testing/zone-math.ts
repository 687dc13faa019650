/** Offset of a zone at an instant, in minutes east of UTC. For fixtures only: elements show what the server says. */
export function offsetMinutes(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** `+01:00` */
export function offsetLabel(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

/** `YYYY-MM-DDTHH:MM` on the wall of a zone. */
export function wallAt(zone: string, at: number): string {
  return new Date(at + offsetMinutes(zone, at) * 60_000).toISOString().slice(0, 16);
}

/** The instant of a wall time that exists once. */
export function instantAt(zone: string, wall: string): number {
  const asUtc = Date.parse(`${wall}:00.000Z`);
  const guess = asUtc - offsetMinutes(zone, asUtc) * 60_000;
  return asUtc - offsetMinutes(zone, guess) * 60_000;
}

/** `YYYY-MM-DD` some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
