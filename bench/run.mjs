// Prints the figures: `npm run bench`, or one of them: `npm run bench -- slots`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2).filter((argument) => argument !== '--');
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((name) => !wanted.length || wanted.includes(name));
for (const name of names) {
  console.log(`\n## ${name}`);
  const { status } = spawnSync(process.execPath, [join(here, `${name}.bench.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
if (!wanted.length || wanted.includes('sizes')) {
  console.log('\n## sizes');
  const { status } = spawnSync(process.execPath, [join(here, '../tools/checks/size.mjs')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
