import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FENCE = /^```ts\n([\s\S]*?)^```$/gm;

function* markdownFiles(folder = '.') {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['node_modules', 'dist', '.toolchain', '.git', 'api', 'test-results'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* markdownFiles(path);
    else if (entry.name.endsWith('.md') && entry.name !== 'CHANGELOG.md') yield path;
  }
}

/**
 * Compiles every block fenced as `ts` in the documentation, against the packages as they are built. What cannot
 * compile is fenced as `ts fragment`.
 */
export function checkExamples() {
  const folder = 'node_modules/.examples';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const origins = new Map();
  let count = 0;
  for (const path of markdownFiles())
    for (const [, code] of readFileSync(path, 'utf8').matchAll(FENCE)) {
      const file = `example-${(count += 1)}.ts`;
      origins.set(file, path);
      writeFileSync(join(folder, file), `${code}\nexport {};\n`);
    }
  if (count === 0) return 'there is no example at all';
  const config = {
    extends: '../../tsconfig.base.json',
    compilerOptions: { noEmit: true, customConditions: [], types: ['node'], typeRoots: ['../@types'] },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    execFileSync('pnpm', ['exec', 'tsc', '-p', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return String(error.stdout).replace(/example-\d+\.ts/g, (file) => `${origins.get(file)} (${file})`);
  }
}
