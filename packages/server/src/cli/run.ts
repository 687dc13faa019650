import { parseArgs } from 'node:util';
import { LecternError } from '@lectern/core';
import { loadConfig, ConfigError } from './load-config.js';
import { migrateDatabase } from './migrate.js';
import { replay } from './replay.js';
import { serve } from './serve.js';

/** What the command needs of the process around it. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  out(line: string): void;
  error(line: string): void;
  /** Resolves when the process is asked to end. */
  untilStopped(): Promise<void>;
}

const USAGE = `Usage: lectern <command> [options]

  serve      Starts the server and brings the database up to date.
  migrate    Brings the database up to date and ends.
  replay     Has stored deliveries of video servers processed again.

Options
  --config FILE   Default: lectern.config.mjs. Its default export is what createLectern takes.
  --port NUMBER   For serve. Default: PORT of the environment, else 8787.
  --host NAME     For serve. Default: 127.0.0.1; 0.0.0.0 in a container.
  --state NAME, --endpoint KEY, --delivery ID, --since INSTANT, --until INSTANT, --all
                  For replay: which deliveries. States: processed, ignored, dead.
  --dry-run       For replay: only counts them.
  --help`;

const DEFAULT_PORT = 8787;
const BAD_USE = 2;

/** Runs one command. Answers the exit code. */
export async function run(args: readonly string[], context: CliContext): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string', default: 'lectern.config.mjs' },
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        state: { type: 'string' },
        endpoint: { type: 'string' },
        delivery: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        all: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      context.out(USAGE);
      return 0;
    }
    const [command, ...rest] = positionals;
    if (rest.length > 0) throw new ConfigError(`Too many words: ${rest.join(' ')}.`);
    if (command !== 'serve' && command !== 'migrate' && command !== 'replay')
      throw new ConfigError(command === undefined ? 'Name a command.' : `There is no command ${command}.`);
    const options = await loadConfig(values.config, context.cwd);
    if (command === 'migrate') return await migrateDatabase(options, context);
    if (command === 'replay') return await replay({ ...values, dryRun: values['dry-run'] }, options, context);
    const port = parsePort(values.port ?? context.env['PORT']);
    return await serve({ options, host: values.host, port }, context);
  } catch (error) {
    return explain(error, context);
  }
}

function parsePort(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new ConfigError(`${text} is not a port: 0 to 65535.`);
  return port;
}

function explain(error: unknown, { error: write }: CliContext): number {
  if (error instanceof ConfigError || isParseArgsError(error)) {
    write(`lectern: ${error.message}\n\n${USAGE}`);
    return BAD_USE;
  }
  if (LecternError.is(error)) write(`lectern: ${error.code}: ${error.message}`);
  else if (error instanceof TypeError && error.message.startsWith('[@lectern/'))
    write(`lectern: ${error.message}`);
  else if (isListenError(error)) write(`lectern: cannot listen: ${error.message}`);
  else write(`lectern: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 1;
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function isListenError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}
