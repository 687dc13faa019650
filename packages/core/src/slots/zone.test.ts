import { describe, expect, it } from 'vitest';
import {
  checkStartInZone,
  findSlots,
  formatOffset,
  fromWall,
  isSameZone,
  isZone,
  listZones,
  localDateOf,
  modernZoneName,
  offsetAt,
  toWall,
  tzRelease,
  zoneSegments,
  zoneSegmentsOfDates,
} from './index.js';

const at = (text: string): number => Date.parse(text);
const year = (zone: string, of = 2026) => zoneSegments(zone, Date.UTC(of, 0), Date.UTC(of + 1, 0));

describe('zoneSegments', () => {
  it('finds both switches of a year to the second, without a gap', () => {
    expect(year('Europe/Berlin')).toEqual([
      [at('2026-01-01T00:00Z'), at('2026-03-29T01:00Z'), 3_600_000],
      [at('2026-03-29T01:00Z'), at('2026-10-25T01:00Z'), 7_200_000],
      [at('2026-10-25T01:00Z'), at('2027-01-01T00:00Z'), 3_600_000],
    ]);
  });

  it('joins years whose offset goes on, and cuts to what was asked', () => {
    const from = at('2026-12-31T10:00Z');
    const to = at('2029-01-01T00:00:00.001Z');
    expect(zoneSegments('Asia/Kolkata', from, to)).toEqual([[from, to, 19_800_000]]);
  });

  it('knows a date that never happened', () => {
    expect(year('Pacific/Apia', 2011).map(([fromMs, , offsetMs]) => [fromMs, offsetMs / 3_600_000])).toEqual([
      [at('2011-01-01T00:00Z'), -10],
      [at('2011-04-02T14:00Z'), -11],
      [at('2011-09-24T14:00Z'), -10],
      [at('2011-12-30T10:00Z'), 14],
    ]);
  });

  it('finds summer time that lasted less than a week', () => {
    expect(year('America/Recife', 2000).map(([fromMs]) => fromMs)).toEqual([
      at('2000-01-01T00:00Z'),
      at('2000-02-27T02:00Z'),
      at('2000-10-08T03:00Z'),
      at('2000-10-15T02:00Z'),
    ]);
  });

  it('finds a switch next to the end of a year, on both sides', () => {
    // Bangladesh ended summer time at midnight of the new year, still the old one in UTC.
    const dhaka = zoneSegmentsOfDates('Asia/Dhaka', '2009-12-31', '2009-12-31', 1);
    expect(dhaka.map(([fromMs, , offsetMs]) => [fromMs, offsetMs])).toEqual([
      [at('2009-12-30T00:00Z'), 25_200_000],
      [at('2009-12-31T17:00Z'), 21_600_000],
    ]);
    const saoTome = zoneSegments('Africa/Sao_Tome', at('2017-12-31T00:00Z'), at('2019-02-01T00:00Z'));
    expect(saoTome.map(([fromMs, , offsetMs]) => [fromMs, offsetMs])).toEqual([
      [at('2017-12-31T00:00Z'), 0],
      [at('2018-01-01T01:00Z'), 3_600_000],
      [at('2019-01-01T01:00Z'), 0],
    ]);
  });

  it.each([
    'UTC',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Europe/Kyiv',
    'Europe/Kiev',
    'America/Nuuk',
    'US/Pacific',
  ])('takes %s', (zone) => {
    expect(isZone(zone)).toBe(true);
    expect(year(zone).length).toBeGreaterThan(0);
  });

  it.each([
    'Mars/Olympus',
    '',
    '+05:30',
    '-03',
    'Etc/GMT+5',
    'etc/gmt-14',
    'Etc/GMT0',
    'GMT+2',
    'CEST',
    'Berlin',
  ])('refuses %j', (zone) => {
    expect(isZone(zone)).toBe(false);
    expect(() => year(zone)).toThrow(expect.objectContaining({ code: 'UNKNOWN_ZONE' }));
  });

  it('refuses what is no text at all', () => {
    for (const zone of [undefined, null, 5, {}]) expect(isZone(zone as never)).toBe(false);
  });

  it('minds no capitals', () => {
    expect(year('europe/berlin')).toEqual(year('Europe/Berlin'));
  });

  it('tells a caller who asks for nothing or for the far future', () => {
    expect(() => zoneSegments('UTC', 5, 5)).toThrow(TypeError);
    expect(() => zoneSegments('UTC', 0.5, 5)).toThrow(TypeError);
    expect(() => zoneSegments('UTC', 0, Date.UTC(9999, 0))).toThrow(TypeError);
  });
});

describe('zone names', () => {
  it('knows the names of today', () => {
    expect(modernZoneName('Asia/Calcutta')).toBe('Asia/Kolkata');
    expect(modernZoneName('Europe/Berlin')).toBe('Europe/Berlin');
    expect(isSameZone('Europe/Kiev', 'Europe/Kyiv')).toBe(true);
    expect(isSameZone('Europe/Kiev', 'Europe/Berlin')).toBe(false);
    expect(isSameZone('Etc/UTC', 'UTC')).toBe(true);
  });

  it('offers only names of today, each a zone and only once', () => {
    const zones = listZones();
    expect(zones).toEqual([...new Set(zones)].sort());
    expect(zones).toEqual(expect.arrayContaining(['UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'Asia/Kathmandu']));
    expect(zones).not.toContain('Asia/Calcutta');
    expect(zones.filter((zone) => !isZone(zone) || modernZoneName(zone) !== zone)).toEqual([]);
  });

  it('tells the release of the data', () => {
    expect(tzRelease()).toBe(process.versions.tz);
    expect(tzRelease()).toMatch(/^20\d\d[a-z]$/);
  });
});

describe('walls', () => {
  const berlin = year('Europe/Berlin');

  it('reads an instant', () => {
    expect(toWall(at('2026-10-25T00:30Z'), berlin)).toEqual({
      date: '2026-10-25',
      time: '02:30',
      minute: 150,
      offsetMs: 7_200_000,
      offset: '+02:00',
    });
    expect(toWall(at('2026-10-25T01:30Z'), berlin)).toMatchObject({ time: '02:30', offset: '+01:00' });
    expect(localDateOf(at('2026-06-30T22:00Z'), berlin)).toBe('2026-07-01');
    expect(localDateOf(at('1969-12-31T23:00Z'), year('UTC', 1969))).toBe('1969-12-31');
  });

  it('finds the instants of a reading: one, two or none', () => {
    expect(fromWall('2026-07-01', 0, berlin)).toEqual([at('2026-06-30T22:00Z')]);
    expect(fromWall('2026-10-25', 150, berlin)).toEqual([at('2026-10-25T00:30Z'), at('2026-10-25T01:30Z')]);
    expect(fromWall('2026-03-29', 150, berlin)).toEqual([]);
    expect(fromWall('2026-03-28', 1440 + 180, berlin)).toEqual([at('2026-03-29T01:00Z')]);
  });

  it('does not guess outside its segments', () => {
    expect(() => offsetAt(at('2027-01-01T00:00Z'), berlin)).toThrow(TypeError);
  });

  it.each([
    [0, '+00:00'],
    [19_800_000, '+05:30'],
    [-12_600_000, '-03:30'],
    [49_500_000, '+13:45'],
    [-2_670_000, '-00:44:30'],
  ])('writes an offset of %i ms as %s', (ms, text) => {
    expect(formatOffset(ms)).toBe(text);
  });
});

describe('with zones by name', () => {
  const weekly = [{ weekday: 1 as const, startMinute: 540, endMinute: 600 }];
  const input = { weekly, durationMinutes: 60, nowMs: at('2026-10-20T12:00Z'), windowDays: 60 };

  it('finds slots however far now is from the dates', () => {
    const asked = { ...input, hostZone: 'Europe/Berlin', viewerZone: 'Asia/Kolkata' };
    expect(findSlots({ ...asked, from: '2026-11-02', to: '2026-11-02' })).toMatchObject([
      { startMs: at('2026-11-02T08:00Z'), hostOffsetMs: 3_600_000, viewerOffsetMs: 19_800_000 },
    ]);
    expect(findSlots({ ...asked, from: '2027-11-01', to: '2027-11-30' })).toEqual([]);
    expect(findSlots({ ...asked, from: '2025-11-01', to: '2025-11-30' })).toEqual([]);
  });

  it('refuses a zone that is none, whosever it is', () => {
    const dates = { from: '2026-11-02', to: '2026-11-02' };
    const unknown = expect.objectContaining({ code: 'UNKNOWN_ZONE' }) as Error;
    expect(() => findSlots({ ...input, ...dates, hostZone: 'UTC', viewerZone: '+01:00' })).toThrow(unknown);
    expect(() => findSlots({ ...input, ...dates, hostZone: 'X/Y', viewerZone: 'UTC' })).toThrow(unknown);
  });

  it('checks one start, however far', () => {
    const asked = { ...input, hostZone: 'Europe/Berlin' };
    expect(checkStartInZone(at('2026-11-02T08:00Z'), asked)).toBeUndefined();
    expect(checkStartInZone(at('2026-11-02T09:00Z'), asked)).toBe('unavailable');
    expect(checkStartInZone(at('2027-11-01T08:00Z'), asked)).toBe('window');
    expect(checkStartInZone(at('9999-11-01T08:00Z'), asked)).toBe('window');
    expect(checkStartInZone(0, asked)).toBe('past');
  });
});
