import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LecternOptions } from '../platform/server/options.js';

/** The command was not used as it is meant to be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws {@link ConfigError} when the file is missing or has no default export. What the file throws goes through. */
export async function loadConfig(file: string, cwd: string): Promise<LecternOptions> {
  const path = resolve(cwd, file);
  if (!existsSync(path))
    throw new ConfigError(`There is no ${path}. Make one whose default export is what createLectern takes.`);
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  const options = module.default;
  if (typeof options !== 'object' || options === null)
    throw new ConfigError(`${path} needs a default export: the options of createLectern.`);
  return options as LecternOptions;
}
