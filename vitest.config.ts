import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/core', 'packages/server'],
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
