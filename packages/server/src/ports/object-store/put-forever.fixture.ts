import { writeSync } from 'node:fs';
import { folderStore } from './folder-store.js';

// Run in a process of its own: puts one object after the other and says each one that is safe, until it is killed.
const [, , dir = '', from = '0'] = process.argv;
const store = folderStore(dir);
for (let n = Number(from); ; n += 1) {
  await store.put(`objects/${String(n).padStart(6, '0')}`, new Uint8Array(40_000).fill(n % 256));
  writeSync(1, `${String(n)}\n`);
}
