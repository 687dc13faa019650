import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    node: 'src/frameworks/node.ts',
    express: 'src/frameworks/express.ts',
    fastify: 'src/frameworks/fastify.ts',
    hono: 'src/frameworks/hono.ts',
    next: 'src/frameworks/next.ts',
    testing: 'src/testing/index.ts',
    cli: 'src/cli/lectern.ts',
    // Found beside the chunk that starts it.
    'recording-finish.worker': 'src/domains/recordings/finish/finish.worker.ts',
  },
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  dts: {
    entry: {
      index: 'src/index.ts',
      node: 'src/frameworks/node.ts',
      express: 'src/frameworks/express.ts',
      fastify: 'src/frameworks/fastify.ts',
      hono: 'src/frameworks/hono.ts',
      next: 'src/frameworks/next.ts',
      testing: 'src/testing/index.ts',
    },
  },
  sourcemap: true,
  clean: true,
  treeshake: true,
});
