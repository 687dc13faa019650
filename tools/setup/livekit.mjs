import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, env, log } from './process.mjs';
import { TOOLCHAIN } from './toolchain.mjs';

const MODULE = 'github.com/livekit/livekit-server/cmd/server@v1.13.5';
const BINARY = join(TOOLCHAIN, 'livekit-server');
// Where its own installer puts it, for shells that do not look there.
const findGo = () =>
  ['go', '/usr/local/go/bin/go'].find((go) => spawnSync(go, ['version'], { env }).status === 0);

/**
 * Builds a real LiveKit server into .toolchain, where there is Go, and sets LECTERN_LIVEKIT_SERVER. Three minutes the first
 * time, on whatever the suites leave of the machine. Elsewhere its tests skip by name.
 */
export async function ensureLiveKit() {
  const go = env.LECTERN_LIVEKIT_SERVER || existsSync(BINARY) ? undefined : findGo();
  if (go) await build(go);
  if (existsSync(BINARY)) env.LECTERN_LIVEKIT_SERVER ??= BINARY;
}

async function build(program) {
  log('building a LiveKit server with Go, beside the other suites');
  const folder = join(TOOLCHAIN, 'go-bin');
  mkdirSync(folder, { recursive: true });
  const go = [program, 'install', '-trimpath', '-ldflags', '-s -w', MODULE];
  const [command, ...args] = process.platform === 'win32' ? go : ['nice', '-n', '10', ...go];
  const status = await attempt(command, args, {
    extra: { CGO_ENABLED: '0', GOBIN: folder },
    minutes: 20,
    logTo: 'test-results/livekit-build.log',
  });
  if (status === 0) renameSync(join(folder, 'server'), BINARY);
  else console.error('no LiveKit server could be built: see test-results/livekit-build.log');
}
