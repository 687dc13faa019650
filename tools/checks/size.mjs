// Sizes (min + gzip) of what a page loads first, against the budgets. Static imports with Lit, lazy chunks apart.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { checkReport } from './report.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const elements = join(root, 'packages/elements');
const { plainImports } = await import(join(elements, 'vite.plain-imports.mjs'));
const { build } = await import(createRequire(join(elements, 'package.json')).resolve('vite'));

const KIB = 1024;

/**
 * Bundles one module as a page's build would and gives gzip sizes: what loads at once, and with every lazy chunk but those
 * that begin with a module of `without`.
 */
async function measure(entry, { without, external = [] } = {}) {
  const result = await build({
    root: elements,
    configFile: false,
    plugins: [plainImports()],
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: { entry },
        external,
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
      },
    },
  });
  const chunks = result.output.filter((item) => item.type === 'chunk');
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const size = (chunk) => gzipSync(chunk.code, { level: 9 }).length;
  const reach = (importsOf) => {
    const reached = new Set();
    const walk = (chunk) => {
      if (!chunk || reached.has(chunk) || without?.test(chunk.facadeModuleId ?? '')) return;
      reached.add(chunk);
      importsOf(chunk).forEach((name) => walk(byName.get(name)));
    };
    walk(chunks.find((chunk) => chunk.isEntry));
    return reached;
  };
  const first = reach((chunk) => chunk.imports);
  const all = reach((chunk) => [...chunk.imports, ...chunk.dynamicImports]);
  const total = (list) => [...list].reduce((sum, chunk) => sum + size(chunk), 0);
  return {
    first: total(first),
    all: total(all),
    firstModules: [...first].flatMap((chunk) => Object.keys(chunk.modules)),
  };
}

const kib = (bytes) => `${(bytes / KIB).toFixed(1)} KiB`;
const over = (bytes, budget) =>
  bytes > budget * KIB ? `${kib(bytes)} is over the budget of ${budget} KiB` : undefined;

const report = checkReport('size');
const rows = [];
// `goal`: what it should be, where it is not: printed with every run, so that it is not forgotten.
const BUDGETS = [
  {
    name: '<session-booking>',
    entry: 'dist/define/session-booking.js',
    part: 'first',
    budget: 30.5,
    goal: 30,
  },
  {
    name: '<recording-player>',
    entry: 'dist/define/recording-player.js',
    part: 'first',
    budget: 40,
    goal: 35,
  },
  {
    name: '<session-room> with its lazy parts (peer)',
    entry: 'dist/define/session-room.js',
    part: 'all',
    options: { without: /call\/open-livekit-call\.js$|\/capture\// },
    budget: 66,
    goal: 60,
  },
  {
    name: '<session-room> with its lazy parts (LiveKit, own code)',
    entry: 'dist/define/session-room.js',
    part: 'all',
    options: { without: /call\/open-peer-call\.js$|\/capture\//, external: ['livekit-client'] },
    budget: 65,
  },
  {
    // Loaded by Record, and by who once recorded in this browser; the worker that composes is a file of its own.
    name: 'what records, loaded by Record alone',
    entry: 'dist/capture/recorder/recorder-kit.js',
    part: 'all',
    budget: 65,
  },
  // A page fetches the words of the elements on it; the classroom has the most.
  ...Object.entries({ German: 'de', Arabic: 'ar', Japanese: 'ja' }).map(([name, code]) => ({
    name: `${name} of the classroom`,
    entries: ['shared', 'calendar', 'session-room'].map((part) => `dist/translations/${code}/${part}.js`),
    part: 'first',
    budget: 6,
  })),
];
for (const { name, entry, entries = [entry], part, options, budget, goal } of BUDGETS)
  await report.check(`${name} fits ${budget} KiB`, async () => {
    let bytes = 0;
    for (const file of entries) {
      const path = join(elements, file);
      if (!existsSync(path)) return `${file} is missing: build first`;
      bytes += (await measure(path, options))[part];
    }
    rows.push({
      what: name,
      gzip: kib(bytes),
      budget: `${budget} KiB`,
      ...(goal && { goal: `${goal} KiB` }),
    });
    return over(bytes, budget);
  });
await report.check('the first load of every element holds nothing of livekit-client', async () => {
  const sizes = await measure(join(elements, 'dist/define.js'));
  rows.push({ what: 'everything (define), first load', gzip: kib(sizes.first), budget: '-' });
  const found = sizes.firstModules.filter((id) => id.includes('livekit-client'));
  return found.length ? found.join(', ') : undefined;
});
console.table(rows);
report.write();
