import { defineConfig } from 'vite';

// The bundle for pages without a build step. Not `build.lib`: for ES output that keeps the white space.
export default defineConfig({
  build: {
    target: 'es2022',
    outDir: 'dist/cdn',
    emptyOutDir: true,
    sourcemap: true,
    // Or the loader looks for the chunks under the page's root instead of beside the bundle.
    modulePreload: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { lectern: 'dist/cdn.js' },
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
