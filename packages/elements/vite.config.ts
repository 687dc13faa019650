import { defineConfig } from 'vite';
import { plainImports } from './vite.plain-imports.mjs';

// The bundle for pages without a build step. Not `build.lib`: for ES output that keeps the white space.
export default defineConfig({
  plugins: [plainImports()],
  // Workers are found beside the bundle, wherever that is.
  base: './',
  build: {
    target: 'es2022',
    outDir: 'dist/cdn',
    emptyOutDir: true,
    sourcemap: true,
    // Or the loader looks for the chunks under the page's root instead of beside the bundle.
    modulePreload: false,
    // As files: a strict page refuses `data:` scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: { lectern: 'dist/cdn.js' },
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'chunks/[name]-[hash][extname]',
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { entryFileNames: 'chunks/[name]-[hash].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
