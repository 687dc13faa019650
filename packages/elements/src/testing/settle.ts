import type { LitElement } from 'lit';

/**
 * Resolves when everything that waits for promises only has happened: answers of a fake client, the renderings after
 * them, and what those asked for. Timers and frames are not waited for.
 */
export async function settle(element: LitElement): Promise<void> {
  for (let round = 0; round < 25; round += 1) {
    await Promise.resolve();
    await element.updateComplete;
  }
}

/** The first match inside the element's shadow root. */
export function find<Found extends HTMLElement = HTMLElement>(element: LitElement, selector: string): Found {
  const found = element.shadowRoot?.querySelector<Found>(selector);
  if (!found) throw new Error(`${selector} is not in <${element.localName}>`);
  return found;
}

/** All matches inside the element's shadow root. */
export function findAll<Found extends HTMLElement = HTMLElement>(
  element: LitElement,
  selector: string,
): Found[] {
  return [...(element.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

/** What a reader sees of the element, white space made single. */
export function textOf(element: Element): string {
  const root = element.shadowRoot ?? element;
  // Isolates keep names in their direction; nobody sees them.
  return (root.textContent ?? '')
    .replaceAll(/[\u2066-\u2069]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The button, link or radio with this name. */
export function control(element: LitElement, name: string): HTMLElement {
  const found = findAll(element, 'button, a, label, select').find(
    (one) => (one.getAttribute('aria-label') ?? textOf(one)) === name,
  );
  if (!found) throw new Error(`no control "${name}" in: ${textOf(element)}`);
  return found;
}
