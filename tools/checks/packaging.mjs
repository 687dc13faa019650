// What is published is what was meant: exports, types, manifest, the examples in the documentation, the lockfile.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkElementsInNode } from './elements-in-node.mjs';
import { checkExamples } from './examples.mjs';
import { checkLockfile } from './lockfile.mjs';
import { checkReferenceDocs } from './reference-docs.mjs';
import { checkReport } from './report.mjs';

const report = checkReport('packaging');
const PACKAGES = ['core', 'server', 'elements'];

function exec(command, args, options = {}) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
  } catch (error) {
    throw new Error(`${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || error.message, { cause: error });
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lectern-pack-'));
try {
  for (const name of PACKAGES) {
    const path = `packages/${name}`;
    await report.check(`publint ${name}`, () => void exec('pnpm', ['exec', 'publint', '--strict', path]));
    await report.check(`${name} packs, and the tarball names no source`, () => {
      exec('pnpm', ['pack', '--pack-destination', folder], { cwd: path });
      const tarball = readdirSync(folder).find((file) => file.startsWith(`lectern-${name}-`));
      const manifest = exec('tar', ['-xzOf', join(folder, tarball), 'package/package.json']);
      if (/@lectern\/source|workspace:|catalog:/.test(manifest))
        return 'the manifest still points into the workspace';
    });
    await report.check(`attw ${name}`, () => {
      const tarball = readdirSync(folder).find((file) => file.startsWith(`lectern-${name}-`));
      const skip = name === 'elements' ? ['--exclude-entrypoints', './custom-elements.json'] : [];
      exec('pnpm', ['exec', 'attw', join(folder, tarball), '--profile', 'esm-only', ...skip]);
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

await report.check('the manifest names every element and every event', () => {
  const manifest = JSON.parse(readFileSync('packages/elements/custom-elements.json', 'utf8'));
  const declared = manifest.modules.flatMap((module) => module.declarations ?? []);
  const elements = new Map(declared.filter((item) => item.tagName).map((item) => [item.tagName, item]));
  const tags = readdirSync('packages/elements/src/elements', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const problems = [];
  for (const tag of tags) {
    const element = elements.get(tag);
    if (!element) problems.push(`<${tag}> is not in the manifest`);
    if (!existsSync(`packages/elements/dist/define/${tag}.js`)) problems.push(`define/${tag} is missing`);
    const events = `packages/elements/src/elements/${tag}/${tag}.events.ts`;
    if (!element || !existsSync(events)) continue;
    const named = [...readFileSync(events, 'utf8').matchAll(/super\(\s*'([^']+)'/g)].map((match) => match[1]);
    const listed = new Set((element.events ?? []).map((event) => event.name));
    for (const event of named) if (!listed.has(event)) problems.push(`<${tag}> does not document ${event}`);
  }
  return problems.join('\n');
});
await report.check('the examples in the documentation compile', checkExamples);
await report.check('the pages printed from tables are fresh', checkReferenceDocs);
await report.check('the lockfile holds every platform', checkLockfile);
await report.check('core loads in the Node it declares', () => {
  const subpaths = Object.keys(JSON.parse(readFileSync('packages/core/package.json', 'utf8')).exports);
  const code = subpaths
    .filter((subpath) => !subpath.endsWith('.json'))
    .map((subpath) => `await import('@lectern/core${subpath.slice(1)}');`)
    .join('');
  exec('node', ['--input-type=module', '-e', code]);
});
await report.check('every module of elements can be imported in Node', checkElementsInNode);
report.write();
