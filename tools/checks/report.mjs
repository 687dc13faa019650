import { mkdirSync, writeFileSync } from 'node:fs';

/** Collects checks as tests, and writes them where the sum of `npm test` reads them. */
export function checkReport(name) {
  const tests = [];
  return {
    /** `work` throws, or answers a text, when the check fails. */
    async check(title, work) {
      try {
        const problem = await work();
        if (problem) throw new Error(problem);
        tests.push({ name: title, status: 'passed' });
        console.log(`ok ${title}`);
      } catch (error) {
        tests.push({ name: `${title}: ${error.message}`, status: 'failed' });
        console.error(`FAILED ${title}\n${error.message}`);
      }
    },
    write() {
      mkdirSync('test-results', { recursive: true });
      writeFileSync(`test-results/${name}.json`, JSON.stringify({ tool: name, tests }, null, 1));
      if (!tests.length || tests.some((test) => test.status === 'failed')) process.exitCode = 1;
    },
  };
}
