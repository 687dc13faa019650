import { expect } from '@open-wc/testing';
import { defineElement } from './define-element.js';
import { LecternElement } from './lectern-element.js';
import { VERSION } from './version.js';

describe('defineElement', () => {
  const warnings: unknown[][] = [];
  const { warn } = console;

  beforeEach(() => {
    warnings.length = 0;
    console.warn = (...args) => void warnings.push(args);
  });

  afterEach(() => {
    console.warn = warn;
  });

  it('stays silent when the same version holds the tag', () => {
    defineElement('x-one', class extends LecternElement {});
    defineElement('x-one', class extends LecternElement {});
    expect(warnings).to.deep.equal([]);
  });

  it('warns once, with both versions, when another one holds it, and never throws', () => {
    class Other extends LecternElement {
      static override readonly version = '9.9.9';
    }
    customElements.define('x-two', Other);
    defineElement('x-two', class extends LecternElement {});
    defineElement('x-two', class extends LecternElement {});
    expect(warnings).to.have.length(1);
    expect(String(warnings[0])).to.contain('9.9.9').and.to.contain(VERSION);
    expect(customElements.get('x-two')).to.equal(Other);
  });

  it('warns instead of throwing on a tag that cannot be', () => {
    defineElement('nohyphen', class extends LecternElement {});
    expect(warnings).to.have.length(1);
  });
});
