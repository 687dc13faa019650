import { readFileSync } from 'node:fs';

/**
 * Counts one suite from its report and its exit status. A report that is missing, or holds no passed test, is a
 * failure; so is an exit status that no failed test explains.
 */
export function readReport(name, file, status) {
  const counted = { passed: 0, failed: 0, skipped: 0, lines: [] };
  const fail = (why) => {
    counted.failed += 1;
    counted.lines.push(`FAILED ${name}: ${why}`);
  };
  if (!file) {
    if (status === 0) counted.passed += 1;
    else fail(`ended with exit ${status}`);
    return counted;
  }
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    fail(`${file}: ${error.message}`);
    return counted;
  }
  const tests = report.tests ?? report.testResults.flatMap((result) => result.assertionResults);
  for (const test of tests) {
    const title = test.fullName ?? test.name;
    if (test.status === 'failed') fail(title);
    else if (test.status === 'passed') counted.passed += 1;
    else {
      counted.skipped += 1;
      counted.lines.push(`skipped ${name}: ${title}`);
    }
  }
  for (const error of report.errors ?? []) fail(`${error.file}: ${error.message}`);
  // A file that broke before its first test holds no failed test.
  for (const result of report.testResults ?? [])
    if (result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'))
      fail(`${result.name}: ${result.message}`);
  if (!tests.some((test) => test.status === 'passed')) fail('no test passed');
  if (status !== 0 && counted.failed === 0) fail(`ended with exit ${status}`);
  return counted;
}
