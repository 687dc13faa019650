import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('html', () => {
  it('escapes text, in content and in attributes', () => {
    const name = `<img src=x onerror="alert('1')"> & co`;
    expect(String(html`<p title="${name}">${name}</p>`)).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co">' +
        '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co</p>',
    );
  });

  it('escapes once: markup inside markup stays as it is', () => {
    const items = [1, 2].map((item) => html`<li>${item} & ${'<'}</li>`);
    expect(String(html`[${items}]`)).toBe('[<li>1 & &lt;</li><li>2 & &lt;</li>]');
  });

  it('leaves nothing for nothing, and keeps zero', () => {
    expect(String(html`[${undefined}${null}${false}${''}${0}]`)).toBe('[0]');
  });

  it('escapes text in lists', () => {
    expect(String(html`${['<', ['>']]}`)).toBe('&lt;&gt;');
  });

  it('does not take an object that looks like markup for markup', () => {
    const forged = { toString: () => '<script>' };
    expect(() => String(html`${forged as never}`)).toThrow(TypeError);
  });
});
