import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Phones are long; more than this of a page says nothing new. */
const TALLEST = 2400;

/** The folder of pictures. One is named `<what>.<state>.<look>.jpg`. */
export class Gallery {
  #wanted;
  /** What does not look right by measure, such as a page that is wider than its window. */
  problems = [];
  count = 0;

  /** @param only - Takes only pictures whose name has one of these in it; none: all, and the former ones go. */
  constructor(folder, only) {
    this.folder = folder;
    this.#wanted = only;
    mkdirSync(folder, { recursive: true });
    if (only.length > 0) return;
    for (const name of readdirSync(folder)) if (name.endsWith('.jpg')) rmSync(join(folder, name));
  }

  wants(name) {
    return this.#wanted.length === 0 || this.#wanted.some((part) => name.includes(part));
  }

  /** @param options - `whole`: the page, not only what the window shows of it. */
  async take(page, name, { whole = false, quality = 55 } = {}) {
    if (!this.wants(name)) return;
    const size = await page.evaluate(measure);
    if (size.scrollWidth > size.width)
      this.problems.push(`${name}: ${size.scrollWidth - size.width} px wider than the window`);
    const clip = { x: 0, y: 0, width: size.width, height: Math.min(size.height, TALLEST) };
    await page.screenshot({
      path: join(this.folder, `${name}.jpg`),
      type: 'jpeg',
      quality,
      animations: 'disabled',
      caret: 'hide',
      ...(whole ? { fullPage: true, clip } : {}),
    });
    this.count += 1;
  }

  get names() {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.jpg'))
      .sort();
  }

  get bytes() {
    return this.names.reduce((sum, name) => sum + statSync(join(this.folder, name)).size, 0);
  }
}

/* global document, innerWidth */
function measure() {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return { scrollWidth, width: innerWidth, height: scrollHeight };
}
