import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const START_TIME_FIELD = 19;

/** When a process began, in the words of the system; null where that cannot be told. */
export async function processStartedAt(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') {
      const [status, boot] = await Promise.all([
        readFile(`/proc/${String(pid)}/stat`, 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      ]);
      // The command's name stands in brackets and may hold spaces: fields are counted after it. Ticks since boot.
      const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
      return `${boot.trim()}/${fields[START_TIME_FIELD] ?? ''}`;
    }
    if (process.platform === 'win32') return null;
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
