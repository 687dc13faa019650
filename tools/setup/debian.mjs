import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { onEnd, run } from './process.mjs';

const POLICY = '/usr/sbin/policy-rc.d';

/** Whether this machine installs Debian packages and we may. */
export const onDebianAsRoot = () =>
  process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid() === 0;

let updated = false;

/** Installs packages without starting their daemons, and takes the switch for that away again. */
export async function installPackages(...packages) {
  const apt = (...args) =>
    run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      extra: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  const ours = !existsSync(POLICY);
  if (ours) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    onEnd(() => rmSync(POLICY, { force: true }));
  }
  try {
    if (!updated) await apt('update');
    updated = true;
    await apt('install', '-y', '--no-install-recommends', ...packages);
  } finally {
    if (ours) rmSync(POLICY, { force: true });
  }
}
