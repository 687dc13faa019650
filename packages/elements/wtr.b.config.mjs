import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { jsonReporter } from '../../tools/wtr-json-reporter.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  // Packages are linked from outside this folder.
  rootDir: here('../..'),
  files: ['src/**/*.test.ts'],
  nodeResolve: { exportConditions: ['@lectern/source', 'development'] },
  // Imports find their sources by the plugin below; the addresses of workers are known only when they run.
  middleware: [
    (context, next) => {
      const source = context.path.replace(/\.js$/u, '.ts');
      if (/\.(?:worker|worklet)\.js$/u.test(context.path) && existsSync(here(`../..${source}`)))
        context.url = source;
      return next();
    },
  ],
  plugins: [
    {
      // mediabunny's package.json leaves it out for browsers, in a way that bundlers know and this server does not.
      name: 'no-node',
      resolveImport: ({ source }) => (source === 'node:fs/promises' ? '/nothing.js' : undefined),
      serve: ({ path }) => (path === '/nothing.js' ? { body: 'export {};', type: 'js' } : undefined),
    },
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: here('./tsconfig.json') }),
  ],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
        args: [
          '--no-sandbox',
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          '--autoplay-policy=no-user-gesture-required',
        ],
      },
    }),
  ],
  concurrency: 1, testsFinishTimeout: Number(process.env.T ?? 60) * 1000,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  testFramework: { config: { timeout: 4_000 } },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: false }),
    jsonReporter('/tmp/b-elements.json'),
  ],
};
