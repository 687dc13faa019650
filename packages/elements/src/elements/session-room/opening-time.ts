import { dateAt, formatInstant, offsetAt } from '../../internal/format.js';
import type { LocalizeController } from '../../internal/localize.js';
import { zoneLabel } from '../../internal/viewer-zone.js';
import type { SessionRoomTerms } from './session-room.terms.js';

/** When and where time is shown: the server's, in the zone of the person. */
export interface RoomTime {
  readonly zone: string;
  /** The server's time. */
  readonly now: number;
}

/** `You can join from 11:25, Berlin (UTC+01:00).` with the date on other days; empty for what is no instant. */
export function openingText(
  localize: LocalizeController<SessionRoomTerms>,
  opensAt: unknown,
  { zone, now }: RoomTime,
): string {
  const at = typeof opensAt === 'string' ? Date.parse(opensAt) : NaN;
  if (Number.isNaN(at)) return '';
  const isToday = dateAt(zone, at) === dateAt(zone, now);
  const time = formatInstant(localize.lang(), at, zone, {
    timeStyle: 'short',
    ...(isToday ? {} : { dateStyle: 'medium' }),
  });
  return localize.term(
    'roomNotOpenText',
    `${time}${localize.term('lecternComma')}${zoneLabel(zone, offsetAt(zone, at))}`,
  );
}
