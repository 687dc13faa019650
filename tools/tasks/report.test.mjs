import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readReport } from './report.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lectern-report-'));
const file = join(folder, 'report.json');
const write = (report) => writeFileSync(file, JSON.stringify(report));
afterEach(() => rmSync(file, { force: true }));

const passed = { fullName: 'a', status: 'passed' };

it('counts a missing report as a failure', () => {
  expect(readReport('unit', file, 0)).toMatchObject({ passed: 0, failed: 1 });
});

it('counts a report that is cut off as a failure', () => {
  writeFileSync(file, '{ "tests": [');
  expect(readReport('unit', file, 0).failed).toBe(1);
});

it('counts a suite that ran nothing as a failure, skipped tests or not', () => {
  write({ tests: [] });
  expect(readReport('unit', file, 0).failed).toBe(1);
  write({ tests: [{ name: 'a', status: 'skipped' }] });
  expect(readReport('unit', file, 0)).toMatchObject({ failed: 1, skipped: 1 });
});

it('counts an exit status that no failed test explains', () => {
  write({ tests: [{ name: 'a', status: 'passed' }] });
  expect(readReport('unit', file, 1)).toMatchObject({ passed: 1, failed: 1 });
});

it('counts a file that broke before its first test', () => {
  write({
    testResults: [
      { name: 'x.test.ts', status: 'failed', message: 'boom', assertionResults: [] },
      { name: 'y.test.ts', status: 'passed', assertionResults: [passed] },
    ],
  });
  expect(readReport('unit', file, 1)).toMatchObject({ passed: 1, failed: 1 });
});

it('counts errors outside of tests', () => {
  write({ tests: [{ name: 'a', status: 'passed' }], errors: [{ file: 'x', message: 'boom' }] });
  expect(readReport('elements', file, 0)).toMatchObject({ passed: 1, failed: 1 });
});

it('names what was skipped', () => {
  write({ testResults: [{ assertionResults: [passed, { fullName: 'on postgres', status: 'skipped' }] }] });
  expect(readReport('unit', file, 0)).toEqual({
    passed: 1,
    failed: 0,
    skipped: 1,
    lines: ['skipped unit: on postgres'],
  });
});

it('judges a suite without a report by its exit status', () => {
  expect(readReport('types', undefined, 0).passed).toBe(1);
  expect(readReport('types', undefined, 2).failed).toBe(1);
});
