import { LitElement } from 'lit';
import { VERSION } from './version.js';

/** What all elements share: a version to compare copies by, and re-rendering when `lang` or `dir` changes. */
export class LecternElement extends LitElement {
  /** Version of the package this class came from. */
  static readonly version: string = VERSION;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', 'dir'];
  }

  override attributeChangedCallback(name: string, from: string | null, to: string | null): void {
    super.attributeChangedCallback(name, from, to);
    if (name === 'lang' || name === 'dir') this.requestUpdate();
  }

  /** Defined so that `moveBefore` moves the element without disconnecting it. */
  connectedMoveCallback(): void {}
}
