import { expect } from '@open-wc/testing';
import { hearWarnings, type HeardWarnings } from '../testing/hear-warnings.js';
import { defineElement } from './define-element.js';
import { LecternElement } from './lectern-element.js';
import { VERSION } from './version.js';

describe('defineElement', () => {
  let warnings: HeardWarnings;

  beforeEach(() => {
    warnings = hearWarnings();
  });

  afterEach(() => warnings.restore());

  it('stays silent when the same version holds the tag', () => {
    defineElement('x-one', class extends LecternElement {});
    defineElement('x-one', class extends LecternElement {});
    expect(warnings.texts).to.deep.equal([]);
  });

  it('warns once, with both versions, when another one holds it, and never throws', () => {
    class Other extends LecternElement {
      static override readonly version = '9.9.9';
    }
    customElements.define('x-two', Other);
    defineElement('x-two', class extends LecternElement {});
    defineElement('x-two', class extends LecternElement {});
    expect(warnings.texts).to.have.length(1);
    expect(warnings.texts[0]).to.contain('9.9.9').and.to.contain(VERSION);
    expect(customElements.get('x-two')).to.equal(Other);
  });

  it('warns instead of throwing on a tag that cannot be', () => {
    defineElement('nohyphen', class extends LecternElement {});
    expect(warnings.texts).to.have.length(1);
  });
});
