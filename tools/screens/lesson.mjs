import { launchBrowser } from '../../e2e/support/browsers.ts';
import { toneMicrophone } from '../../e2e/support/fake-media.ts';
import { signIn } from './campus.mjs';
import { drawnCamera } from './camera.mjs';
import { fullSize, looks } from './looks.mjs';

const PEOPLE = ['ana', 'ben', 'chloe'];

/** Three people in three browsers meet in a class of Campus. */
export async function shootLesson(school, gallery, drawingPage) {
  if (!gallery.wants('campus.prejoin') && !gallery.wants('campus.classroom') && !gallery.wants('classroom'))
    return;
  const sessionId = await school.beginClass(24);
  const browsers = [];
  try {
    const pages = {};
    for (const who of PEOPLE) {
      const browser = await launchBrowser({
        camera: await drawnCamera(drawingPage, who),
        // Only the teacher speaks.
        microphone: toneMicrophone(who, who === 'ana' ? 300 : 0),
      });
      browsers.push(browser);
      const context = await signIn(browser, school.url, who, fullSize(looks.desktop));
      await context.addInitScript(nameDevices);
      pages[who] = await context.newPage();
      await pages[who].goto(`${school.url}/as/${who}/sessions/${sessionId}`);
      await pages[who].locator('lectern-prejoin video').waitFor();
    }
    await shootPrejoin(pages.ben, gallery);
    for (const who of PEOPLE) {
      await pages[who].locator('lectern-prejoin .join').click();
      await pages[who].locator('lectern-toolbar').waitFor();
    }
    await untilPictures(pages.ana);
    await converse(pages);
    await shootClassroom(pages, gallery);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

async function shootPrejoin(page, gallery) {
  await inEachLook(page, gallery, 'campus.prejoin', ['desktop', 'phone', 'dark', 'landscape']);
}

async function shootClassroom({ ana, chloe }, gallery) {
  await gallery.take(ana, 'classroom', { quality: 80 });
  await inEachLook(ana, gallery, 'campus.classroom-chat', ['desktop', 'phone', 'dark']);
  await chloe.locator('lectern-toolbar [data-tool="people"]').click();
  await inEachLook(chloe, gallery, 'campus.classroom-people', ['desktop', 'phone']);
  await chloe.locator('lectern-toolbar [data-tool="people"]').click();
  await inEachLook(chloe, gallery, 'campus.classroom', ['desktop', 'phone', 'dark', 'landscape']);
}

/** The same page through other windows: a call is not begun again for each. */
async function inEachLook(page, gallery, name, names) {
  for (const look of names) {
    await page.setViewportSize(looks[look].context.viewport);
    await page.emulateMedia({ colorScheme: looks[look].scheme });
    await page.mouse.move(0, 0);
    await page.waitForTimeout(600);
    await gallery.take(page, `${name}.${look}`);
  }
  await page.setViewportSize(looks.desktop.context.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForTimeout(300);
}

async function converse({ ana, ben, chloe }) {
  const lines = [
    [ana, 'Good evening! Can everybody see Jupiter from their window?'],
    [ben, 'Yes, low in the east. It is very bright.'],
    [chloe, 'It is still light here, but the Moon is up.'],
    [ana, 'Lovely. Look at its left edge: which crater catches the light?'],
    [chloe, 'Is that Tycho?'],
  ];
  for (const page of [ana, ben, chloe]) await page.locator('lectern-toolbar [data-tool="chat"]').click();
  for (const [page, text] of lines) {
    await page.locator('lectern-chat-panel').getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
    await ana.locator('lectern-chat-panel').getByText(text).waitFor();
  }
  for (const page of [ben, chloe]) await page.locator('lectern-toolbar [data-tool="chat"]').click();
  await ben.locator('lectern-toolbar [data-tool="hand"]').click();
  await ana.locator('lectern-tile .hand').waitFor();
  await ana.locator('h2').first().click();
}

/* global document, navigator */
/** Runs in the page: the devices are files, and have the names of files. */
function nameDevices() {
  const media = navigator.mediaDevices;
  const read = media.enumerateDevices.bind(media);
  const names = { audioinput: 'Headset (USB)', videoinput: 'HD camera', audiooutput: 'Headset (USB)' };
  media.enumerateDevices = async () => {
    const kinds = Object.keys(names);
    const all = await read();
    return kinds.flatMap((kind) =>
      all
        .filter((device) => device.kind === kind)
        .slice(0, 1)
        .map(({ deviceId, groupId }) => ({ deviceId, groupId, kind, label: names[kind] })),
    );
  };
}

/** Everybody's picture moves on this page. */
async function untilPictures(page) {
  await page.waitForFunction(
    (count) => {
      const stage = document.querySelector('session-room')?.shadowRoot?.querySelector('lectern-stage');
      const tiles = [...(stage?.shadowRoot?.querySelectorAll('lectern-tile') ?? [])];
      const videos = tiles.map((tile) => tile.shadowRoot?.querySelector('video'));
      return (
        videos.length === count &&
        videos.every((video) => video && video.videoWidth >= 480 && video.currentTime > 2)
      );
    },
    PEOPLE.length,
    { timeout: 60_000 },
  );
}
