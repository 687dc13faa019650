// Takes pictures of every state into docs/screens. Arguments: parts of names, to take only those again.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../../e2e/support/browsers.ts';
import { openSchool, shootPages } from './campus.mjs';
import { shootBooking } from './booking.mjs';
import { Gallery } from './gallery.mjs';
import { shootLesson } from './lesson.mjs';
import { shootElements, startPlayground } from './playground.mjs';
import { writeReadme } from './readme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const only = process.argv.slice(2).filter((argument) => argument !== '--');
const gallery = new Gallery(join(root, 'docs/screens'), only);

const browser = await launchBrowser();
const playground = await startPlayground(root);
const school = await openSchool();
try {
  await shootElements(browser, playground.url, gallery);
  await shootPages(browser, school.url, gallery);
  await shootBooking(browser, school.url, gallery);
  const drawingPage = await browser.newPage();
  await drawingPage.goto(`${playground.url}/session-room.html?state=left&bare`);
  await shootLesson(school, gallery, drawingPage);
} finally {
  await browser.close();
  await school.stop();
  await playground.stop();
}
writeReadme(gallery.folder, gallery.names);

for (const problem of gallery.problems) console.error(`! ${problem}`);
console.log(`${gallery.count} pictures taken; ${(gallery.bytes / 1e6).toFixed(1)} MB in docs/screens`);
if (gallery.problems.length > 0) process.exitCode = 1;
