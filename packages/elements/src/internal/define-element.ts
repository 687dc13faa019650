import { VERSION } from './version.js';
import { warnOnce } from './warn-once.js';

/**
 * Registers an element when its tag is free. Stays silent when the same version holds it, warns once otherwise, and
 * never throws: a page with two plugins has two copies of this package. Does nothing outside a browser.
 */
export function defineElement(tag: string, constructor: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const holder = customElements.get(tag);
  if (!holder) {
    try {
      customElements.define(tag, constructor);
    } catch (error) {
      warnOnce(`<${tag}> could not be registered.`, error);
    }
    return;
  }
  const held = (holder as { readonly version?: unknown }).version;
  if (holder === constructor || held === VERSION) return;
  warnOnce(
    `<${tag}> is already registered ${typeof held === 'string' ? `by version ${held}` : 'by another script'}; ` +
      `version ${VERSION} of @lectern/elements leaves it as it is.`,
  );
}
