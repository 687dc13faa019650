import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { WORKED_EXAMPLES } from './worked-examples.fixture.js';

const FIXTURE = new URL('./process-zone.fixture.ts', import.meta.url).href;
const PROGRAM = `import { describeSlots } from '${FIXTURE}'; process.stdout.write(describeSlots());`;

async function printUnder(zone: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', PROGRAM],
    {
      env: { ...process.env, TZ: zone },
      maxBuffer: 2 ** 26,
    },
  );
  return stdout;
}

it('gives byte-equal results whatever the zone of the process', async () => {
  const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata'];
  const [first = '', ...others] = await Promise.all(zones.map(printUnder));
  const { examples, months } = JSON.parse(first) as { examples: { slots: string[] }[]; months: unknown[][] };
  expect(examples.map(({ slots }) => slots)).toEqual(WORKED_EXAMPLES.map(({ slots }) => slots));
  expect(months.every((slots) => slots.length > 100)).toBe(true);
  for (const other of others) expect(other === first).toBe(true);
});
