import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';

/** Runs axe on the element in light and in dark. Transitions are off: half-way colours are nobody's. */
export async function expectAccessible(element: Element): Promise<void> {
  const root = document.documentElement;
  await emulateMedia({ reducedMotion: 'reduce' });
  try {
    for (const scheme of ['light', 'dark']) {
      root.style.colorScheme = scheme;
      await expect(element).to.be.accessible();
    }
  } finally {
    root.style.colorScheme = '';
  }
}
