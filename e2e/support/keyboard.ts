import type { Page } from 'playwright-core';

/** What has the focus, through every shadow root: its accessible text, tag and role. */
export function focused(page: Page): Promise<{ tag: string; text: string; role: string; type: string }> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const labels =
      element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.textContent) : [];
    const text = element?.getAttribute('aria-label') ?? (labels.join(' ') || element?.textContent || '');
    return {
      tag: element?.tagName.toLowerCase() ?? '',
      text: text.replace(/\s+/g, ' ').trim(),
      role: element?.getAttribute('role') ?? '',
      type: element?.getAttribute('type') ?? '',
    };
  });
}

/** Presses Tab until what has the focus fits, as a person without a mouse does. */
export async function tabTo(
  page: Page,
  what: string,
  fits: (focus: Awaited<ReturnType<typeof focused>>) => boolean,
  most = 60,
): Promise<void> {
  const seen: string[] = [];
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    if (fits(focus)) return;
    seen.push(`${focus.tag} ${focus.text.slice(0, 40)}`);
  }
  throw new Error(`Tab never reached ${what}; it passed ${seen.join(' | ')}`);
}
