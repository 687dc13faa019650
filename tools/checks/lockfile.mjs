import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * pnpm leaves an optional package out of the lockfile, without a word, when the registry it saw had no such version;
 * the lockfile then breaks on the platforms that need it. Also: no addresses in it.
 */
export function checkLockfile() {
  const lockfile = readFileSync('pnpm-lock.yaml', 'utf8');
  const problems = [];
  if (/https?:\/\//.test(lockfile)) problems.push('it holds addresses');
  const store = 'node_modules/.pnpm';
  for (const entry of readdirSync(store)) {
    const modules = join(store, entry, 'node_modules');
    const name = packageName(entry);
    const path = name && join(modules, name, 'package.json');
    if (!path || !existsSync(path)) continue;
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    for (const [optional, range] of Object.entries(manifest.optionalDependencies ?? {}))
      if (/^\d/.test(range) && !lockfile.includes(`${optional}@${range}`))
        problems.push(`${manifest.name} needs ${optional}@${range}`);
  }
  return problems.join('\n');
}

/** `@scope+name@1.0.0_peers` is `@scope/name`. */
function packageName(entry) {
  const at = entry.indexOf('@', 1);
  return at > 0 ? entry.slice(0, at).replace('+', '/') : undefined;
}
