import { settle, signIn } from './campus.mjs';
import { fullSize, looks } from './looks.mjs';

/** The whole of the choice in one picture. */
const tall = fullSize(looks.desktop, { width: 1280, height: 1050 });

/** A student of Campus has chosen a day and an hour. */
export async function shootBooking(browser, url, gallery) {
  await shoot(browser, url, { gallery, look: tall, name: 'booking' });
  for (const look of ['desktop', 'phone', 'dark'])
    await shoot(browser, url, { gallery, look: looks[look], name: `campus.booking-chosen.${look}` });
}

async function shoot(browser, url, { gallery, look, name }) {
  if (!gallery.wants(name)) return;
  const context = await signIn(browser, url, 'ben', look);
  const page = await context.newPage();
  await page.goto(`${url}/as/ben/courses/night-sky/book`);
  await settle(page);
  const days = page.locator('session-booking .day-free');
  await days.nth((await days.count()) > 3 ? 3 : 0).click();
  await page.locator('session-booking input[type="radio"]').nth(2).check({ force: true });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(200);
  await gallery.take(page, name, name === 'booking' ? { quality: 80 } : { whole: true });
  await context.close();
}
