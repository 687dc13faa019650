import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contextOf, looks } from './looks.mjs';
import { elementStates } from './states.mjs';

/** Starts the pages under packages/elements/playground on a free port. */
export async function startPlayground(root) {
  const elements = join(root, 'packages/elements');
  const { createServer } = await import(
    pathToFileURL(createRequire(join(elements, 'package.json')).resolve('vite')).href
  );
  const server = await createServer({
    root: join(elements, 'playground'),
    configFile: join(elements, 'vite.playground.config.ts'),
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const { port } = server.httpServer.address();
  return { url: `http://localhost:${port}`, stop: () => server.close() };
}

/** A picture of every state of every element. */
export async function shootElements(browser, url, gallery) {
  const shots = Object.entries(elementStates).flatMap(([tag, states]) =>
    Object.entries(states).flatMap(([state, names]) =>
      names.map((look) => ({ tag, state, look: looks[look], name: `${tag}.${state}.${look}` })),
    ),
  );
  const queue = shots.filter(({ name }) => gallery.wants(name));
  const work = async () => {
    for (let shot = queue.shift(); shot; shot = queue.shift()) await shoot(browser, url, gallery, shot);
  };
  await Promise.all([work(), work(), work()]);
}

async function shoot(browser, url, gallery, { tag, state, look, name }) {
  const context = await browser.newContext(contextOf(look));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => gallery.problems.push(`${name}: ${error.message}`));
  try {
    const query = new URLSearchParams({ state, lang: look.language, scheme: look.scheme, bare: '' });
    await page.goto(`${url}/${tag}.html?${query}`);
    await page.locator('html[data-ready]').waitFor();
    await page.waitForTimeout(150);
    await gallery.take(page, name, { whole: tag !== 'session-room' });
  } catch (error) {
    gallery.problems.push(`${name}: ${error.message}`);
  } finally {
    await context.close();
  }
}
