import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/core', 'packages/server', 'examples/campus', 'tools'],
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
