// A page that is rendered on a server imports the elements there: nothing may touch the DOM while it is loaded.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DIST = resolve('packages/elements/dist');

/** What a page may import by itself, each in a process of its own: another module must not have prepared the ground. */
const isEntry = (file) => /^(index|define|(define|translations)\/[^/]+)\.js$/.test(file);

/** @returns {Promise<string>} What failed; empty when nothing did. */
export async function checkElementsInNode() {
  // The bundle in `cdn` is for browsers alone and is not among the exports for Node; workers and worklets are loaded by
  // address, never imported.
  const modules = readdirSync(DIST, { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.js') && !file.startsWith('cdn/'));
  const entries = modules.filter(isEntry);
  if (entries.length < 3) return 'the package is not built';
  const others = modules.filter((file) => !isEntry(file) && !/\.work(er|let)\.js$/.test(file));
  const answers = await Promise.all([...entries.map((entry) => [entry]), others].map(importAll));
  return answers.filter(Boolean).join('\n');
}

async function importAll(files) {
  const code = `
    for (const [name, url] of ${JSON.stringify(files.map((file) => [file, pathToFileURL(join(DIST, file)).href]))})
      await import(url).catch((error) => {
        console.log(name + ': ' + error);
        process.exitCode = 1;
      });`;
  try {
    await run(process.execPath, ['--input-type=module', '--eval', code]);
    return '';
  } catch (error) {
    return `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || String(error);
  }
}
