import type { Clock } from '../clock/clock.js';
import type { Log, LogFields, LogLevel } from './log.js';
import { redact } from './redact.js';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export interface JsonLogOptions {
  readonly clock: Clock;
  /** The least level that is written. Default: 'warn'. */
  readonly level?: LogLevel;
  /** Takes one line with its end. Default: standard error. */
  readonly write?: (line: string) => void;
}

/** One JSON object a line, with secrets cut out. */
export function jsonLog(options: JsonLogOptions): Log {
  const least = LEVELS.indexOf(options.level ?? 'warn');
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (LEVELS.indexOf(level) < least) return;
      const redacted = redact(fields) as Record<string, unknown>;
      write(`${JSON.stringify({ time: options.clock.now().toISOString(), level, message, ...redacted })}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
