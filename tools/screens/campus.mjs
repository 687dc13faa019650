import { startCampus } from '../../examples/campus/src/start-campus.ts';
import { createCampusClock } from '../../examples/campus/src/school/campus-clock.ts';
import { contextOf, looks } from './looks.mjs';
import { campusPages } from './states.mjs';

const MINUTE_MS = 60_000;

/** Starts the school, with a class in it that has been running for a while. */
export async function openSchool() {
  const clock = createCampusClock();
  const campus = await startCampus({ port: 0, database: 'memory:', clock });
  return {
    url: campus.url,
    stop: () => campus.stop(),
    /** Begins a class of Ana's so many minutes ago. Answers its id. */
    async beginClass(minutes) {
      const ana = campus.lectern.api.as({
        subject: 'ana',
        name: 'Ana Berger',
        role: 'teacher',
        courses: ['night-sky', 'moon-drawing'],
      });
      clock.goTo(new Date(Date.now() - minutes * MINUTE_MS));
      try {
        const { id } = await ana.sessions.create({
          kind: 'class',
          title: 'The night sky',
          courseId: 'night-sky',
          durationMinutes: 50,
          zone: 'Europe/Berlin',
        });
        await ana.sessions.start(id);
        return id;
      } finally {
        clock.goTo(undefined);
      }
    },
  };
}

/** Signs in as somebody, in a browser context of their own. */
export async function signIn(browser, url, who, look) {
  const context = await browser.newContext(contextOf(look));
  if (who) await context.request.post(`${url}/as/${who}`, { headers: { origin: url }, maxRedirects: 0 });
  return context;
}

/** A picture of every page of Campus but the classroom. */
export async function shootPages(browser, url, gallery) {
  for (const [state, { who, path = '', looks: names }] of Object.entries(campusPages))
    for (const look of names) {
      const name = `campus.${state}.${look}`;
      if (!gallery.wants(name)) continue;
      const context = await signIn(browser, url, who, looks[look]);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => gallery.problems.push(`${name}: ${error.message}`));
      await page.goto(who ? `${url}/as/${who}/${path}` : `${url}/${path}`);
      await settle(page);
      await gallery.take(page, name, { whole: true });
      await context.close();
    }
}

/* global customElements, document */
/** Waits until every element of the page shows what it came for. */
export async function settle(page) {
  await page.waitForFunction(() =>
    [
      ...document.querySelectorAll('session-list, session-booking, attendance-report, recording-player'),
    ].every(
      ({ localName, shadowRoot }) =>
        customElements.get(localName) && shadowRoot?.childElementCount && !shadowRoot.querySelector('.bone'),
    ),
  );
  // Pictures below the window wait to be scrolled to.
  await page.evaluate(() =>
    Promise.all(
      [...document.images].map((image) => {
        image.loading = 'eager';
        return image.decode().catch(() => undefined);
      }),
    ),
  );
  await page.waitForTimeout(200);
}
