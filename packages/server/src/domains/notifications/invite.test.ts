import { execFileSync } from 'node:child_process';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { createInvite, type InviteInput } from './invite.js';

const PYTHON = '/usr/bin/python3';
const READ = `
import json, sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
event, = calendar.walk('VEVENT')
attendees = event.get('ATTENDEE')
attendees = attendees if isinstance(attendees, list) else [attendees]
print(json.dumps({
  'method': str(calendar['METHOD']),
  'uid': str(event['UID']),
  'sequence': int(event['SEQUENCE']),
  'start': event['DTSTART'].dt.timestamp(),
  'end': event['DTEND'].dt.timestamp(),
  'stamp': event['DTSTAMP'].dt.timestamp(),
  'status': str(event['STATUS']),
  'summary': str(event['SUMMARY']),
  'organizer': str(event['ORGANIZER']),
  'attendees': [str(one) for one in attendees],
}))
`;

const input: InviteInput = {
  id: 'bkg-0123456789abcdefghijkl',
  domain: 'lms.example.edu',
  sequence: 0,
  isCancelled: false,
  title: 'Piano lesson',
  hostName: 'Tom Keys',
  startsAt: new Date('2026-12-01T17:00:00.000Z'),
  endsAt: new Date('2026-12-01T18:00:00.000Z'),
  stamp: new Date('2026-11-20T10:15:00.000Z'),
  organizer: { address: 'mail@campus.example', name: 'Campus' },
  recipient: { name: 'Bo', address: 'bo@example.org' },
  sessionUrl: 'https://lms.example.edu/lesson?session=ses-1&from=mail,x',
};

/** What two readers must agree on. */
interface Reading {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly start: number;
  readonly end: number;
  readonly stamp: number;
  readonly status: string;
  readonly summary: string;
  readonly organizer: string;
  readonly attendees: readonly string[];
}

function readWithIcalJs(text: string): Reading {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  if (!event || others.length > 0) throw new TypeError('not one event');
  const value = (name: string): unknown => event.getFirstPropertyValue(name);
  const seconds = (name: string): number => (value(name) as ICAL.Time).toJSDate().getTime() / 1000;
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: String(value('uid')),
    sequence: Number(value('sequence')),
    start: seconds('dtstart'),
    end: seconds('dtend'),
    stamp: seconds('dtstamp'),
    status: String(value('status')),
    summary: String(value('summary')),
    organizer: String(value('organizer')),
    attendees: event.getAllProperties('attendee').map((property) => String(property.getFirstValue())),
  };
}

function findPython(): string | undefined {
  try {
    execFileSync(PYTHON, ['-c', 'import icalendar'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return 'Debian’s python3-icalendar is not installed';
  }
}

const readWithPython = (text: string): Reading =>
  JSON.parse(execFileSync(PYTHON, ['-c', READ], { input: text, encoding: 'utf8' })) as Reading;

const HOSTILE = [
  'commas, semicolons; back\\slashes: "quotes"',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:forged',
  `${'ü'.repeat(80)} ${'😀'.repeat(40)} ${'日本'.repeat(40)}`,
  'x:MAILTO:forged@example.org',
  'بيانو "مع" آنا',
];
const inputs: readonly InviteInput[] = [
  input,
  { ...input, sequence: 3, isCancelled: true },
  // In the hour that comes twice in Berlin.
  { ...input, startsAt: new Date('2026-10-25T00:30:00.000Z'), endsAt: new Date('2026-10-25T01:30:00.000Z') },
  ...HOSTILE.map((text) => ({
    ...input,
    title: text,
    hostName: text,
    recipient: { ...input.recipient, name: text },
  })),
];

describe('invite', () => {
  it('asks one person to answer to the address the mail is from', () => {
    const { method, content } = createInvite(input);
    expect(method).toBe('REQUEST');
    expect(readWithIcalJs(content)).toEqual({
      method: 'REQUEST',
      uid: 'bkg-0123456789abcdefghijkl@lms.example.edu',
      sequence: 0,
      start: input.startsAt.getTime() / 1000,
      end: input.endsAt.getTime() / 1000,
      stamp: input.stamp.getTime() / 1000,
      status: 'CONFIRMED',
      summary: 'Piano lesson',
      organizer: 'mailto:mail@campus.example',
      attendees: ['mailto:bo@example.org'],
    });
    const unfolded = content.replaceAll('\r\n ', '');
    expect(unfolded).toMatch(
      /^ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Bo":mailto:bo@example\.org$/m,
    );
    expect(unfolded).toContain('LOCATION:https://lms.example.edu/lesson?session=ses-1&from=mail\\,x');
  });

  it('cancels under the same id with the method in both places', () => {
    const { method, content } = createInvite({ ...input, sequence: 1, isCancelled: true });
    const read = readWithIcalJs(content);
    expect(read).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 1 });
    expect(method).toBe(read.method);
    expect(read.uid).toBe(readWithIcalJs(createInvite(input).content).uid);
  });

  it.each(HOSTILE)('lets no word of %j become a property, and folds between characters', (text) => {
    const { content } = createInvite({
      ...input,
      title: text,
      hostName: text,
      recipient: { name: text, address: 'bo@example.org' },
    });
    expect(readWithIcalJs(content)).toMatchObject({
      summary: text.replaceAll('\r\n', '\n'),
      attendees: ['mailto:bo@example.org'],
      organizer: 'mailto:mail@campus.example',
    });
    for (const line of content.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n\ufffd]/);
    }
  });
});

const missing = findPython();
if (missing !== undefined && process.env['LECTERN_REQUIRE_SERVERS'] === '1') throw new Error(missing);
describe.skipIf(missing !== undefined)(
  `invite read by Python’s icalendar${missing ? ` [${missing}]` : ''}`,
  () => {
    it.each(inputs.map((one, index) => [index, one] as const))(
      'means the same instants to both (%i)',
      (_index, one) => {
        const { content } = createInvite(one);
        expect(readWithPython(content)).toEqual(readWithIcalJs(content));
      },
    );
  },
);
