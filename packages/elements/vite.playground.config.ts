import { defineConfig } from 'vite';

// The pages under playground/, with the sources of all packages.
export default defineConfig({
  root: 'playground',
  resolve: { conditions: ['@lectern/source', 'module', 'browser', 'development'] },
  server: { port: 5180 },
});
