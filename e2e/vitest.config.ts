import { defineConfig } from 'vitest/config';

const ALONE = ['attendance.e2e.ts', 'recording.e2e.ts'];

export default defineConfig({
  test: {
    name: 'e2e',
    dir: import.meta.dirname,
    // What is judged by the clock wants the machine for itself: `npm test` runs it once everything else is done.
    include: process.env.LECTERN_ALONE ? ALONE : ['**/*.e2e.ts'],
    exclude: process.env.LECTERN_ALONE || process.env.LECTERN_LONG ? [] : [...ALONE, '**/node_modules/**'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Media on two cores: one journey at a time.
    fileParallelism: false,
    reporters: ['default', ['json', { outputFile: process.env.LECTERN_REPORT ?? 'test-results/e2e.json' }]],
  },
});
