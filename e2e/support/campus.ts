import type { Browser } from 'playwright-core';
import { startCampus } from '../../examples/campus/src/start-campus.ts';
import { openPage, type WatchedPage } from './browsers.ts';

export type Campus = Awaited<ReturnType<typeof startCampus>>;

export function openCampus(database = 'memory:'): Promise<Campus> {
  return startCampus({ port: 0, database, secret: 'the-secret-of-campus-in-the-tests-is-long' });
}

/** Signs somebody in as they do it themselves, in a browser context of their own, and opens a path of theirs. */
export async function visit(
  browser: Browser,
  campus: Campus,
  who: string,
  path = '',
  options: Parameters<typeof openPage>[2] = {},
): Promise<WatchedPage> {
  const watched = await openPage(browser, `${campus.url}/`, options);
  await watched.page.locator(`form[action="/as/${who}"] button`).click();
  await watched.page.waitForURL(`**/as/${who}/`);
  if (path) await watched.page.goto(`${campus.url}/as/${who}/${path}`);
  return watched;
}
