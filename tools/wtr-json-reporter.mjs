import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';

/** Writes what a @web/test-runner run saw as one JSON file. */
export function jsonReporter(file) {
  return {
    async stop({ sessions }) {
      const tests = [];
      const errors = [];
      for (const session of sessions) {
        const where = {
          file: relative(process.cwd(), session.testFile ?? ''),
          browser: session.browser.name,
        };
        for (const error of session.errors) errors.push({ ...where, message: error.message });
        // A file that ran no test at all is an error, not a silent pass.
        if (!session.testResults && session.errors.length === 0)
          errors.push({ ...where, message: 'no test results' });
        const walk = (suite, path) => {
          for (const test of suite?.tests ?? [])
            tests.push({
              ...where,
              name: [...path, test.name].join(' > '),
              status: test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed',
              duration: test.duration,
            });
          for (const child of suite?.suites ?? []) walk(child, [...path, child.name]);
        };
        walk(session.testResults, []);
      }
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify({ tool: 'wtr', tests, errors }, null, 1));
    },
  };
}
