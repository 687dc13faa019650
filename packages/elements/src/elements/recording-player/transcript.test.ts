import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { expectAccessible } from '../../testing/expect-accessible.js';
import { control, find, findAll, settle, textOf } from '../../testing/settle.js';
import type { PlayerCommandEvent } from './command-event.js';
import { cueAt, paragraphStarts, transcriptText, type Cue } from './cues.js';
import { defineTranscript } from './define-parts.js';
import { findRanges, foldQuery } from './find-text.js';
import { press, until } from './testing/mount-player.js';
import type { TranscriptElement } from './transcript.element.js';

const lines = (count: number): readonly Cue[] =>
  Array.from({ length: count }, (_none, index) => ({
    start: index * 2,
    end: index * 2 + 1.9,
    text: index % 100 === 42 ? `Line ${index}: un café` : `Line ${index}: and so on, for a while`,
    speaker: index % 7 ? 'Ana' : 'Ben',
  }));

async function mount(cues: readonly Cue[], current = -1): Promise<TranscriptElement> {
  await defineTranscript();
  const box = await fixture<HTMLElement>(html`<div lang="en"></div>`);
  box.style.blockSize = '400px';
  const element = document.createElement('lectern-transcript');
  element.style.blockSize = '400px';
  Object.assign(element, { cues, current, durationSeconds: cues.length * 2 });
  box.append(element);
  await settle(element);
  return element;
}
const list = (element: TranscriptElement): HTMLElement => find(element, '.lines');
const drawn = (element: TranscriptElement): HTMLElement[] => findAll(element, '.line');
/** The lines that can be seen. */
function seen(element: TranscriptElement): number[] {
  const { top, bottom } = list(element).getBoundingClientRect();
  return drawn(element)
    .filter((line) => {
      const box = line.getBoundingClientRect();
      return box.top >= top - 1 && box.bottom <= bottom + 1;
    })
    .map((line) => Number(line.dataset['index']));
}
async function search(element: TranscriptElement, text: string, more: KeyboardEventInit = {}): Promise<void> {
  const field = find<HTMLInputElement>(element, 'input');
  field.value = text;
  press(field, 'Enter', more);
  await settle(element);
}

describe('the transcript', () => {
  beforeEach(() => emulateMedia({ reducedMotion: 'reduce' }));

  it('passes axe, with a line that is said now and with hits', async () => {
    const element = await mount(lines(15), 4);
    await expectAccessible(element);
    await search(element, 'line');
    await expectAccessible(element);
  });

  it('draws at most two hundred of three thousand lines, those around the one that is said', async () => {
    const element = await mount(lines(3_000));
    expect(drawn(element)).to.have.length(200);
    for (const current of [1_500, 2_999, 3]) {
      element.current = current;
      await settle(element);
      expect(drawn(element)).to.have.length(200);
      expect(seen(element)).to.include(current);
      expect(textOf(find(element, '[aria-current=true]'))).to.contain(`Line ${current}:`);
    }
  });

  it('goes on to the lines before and after when scrolled, without a jump', async () => {
    const element = await mount(lines(3_000), 1_500);
    const box = list(element);
    box.dispatchEvent(new WheelEvent('wheel'));
    const middle = (): number => seen(element)[0] ?? -1;
    for (let round = 0; round < 12; round += 1) {
      const before = middle();
      box.scrollTop += 700;
      box.dispatchEvent(new Event('scroll'));
      await settle(element);
      expect(middle()).to.be.above(before);
      expect(middle() - before).to.be.below(60);
    }
    expect(middle()).to.be.above(1_600);
    expect(drawn(element)).to.have.length(200);
  });

  it('goes to a line that is pressed', async () => {
    const element = await mount(lines(50));
    const asked = oneEvent(element, 'lectern-player-command') as unknown as Promise<PlayerCommandEvent>;
    drawn(element)[20]?.click();
    expect((await asked).command).to.deep.equal({ type: 'seek', seconds: 40 });
  });

  it('follows what is said until somebody scrolls, and again when asked', async () => {
    const element = await mount(lines(300), 10);
    list(element).dispatchEvent(new WheelEvent('wheel'));
    await settle(element);
    const top = list(element).scrollTop;
    element.current = 150;
    await settle(element);
    expect(list(element).scrollTop).to.equal(top);
    control(element, 'Back to what is said now').click();
    await settle(element);
    expect(seen(element)).to.include(150);
    expect(findAll(element, '.follow')).to.have.length(0);
  });

  it('finds without case and accents, marks and counts, and walks through the hits', async () => {
    const element = await mount(lines(3_000), 500);
    const field = find<HTMLInputElement>(element, 'input');
    field.value = 'CAFE';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until('the count', () => textOf(find(element, '.found')) === '30 hits');
    await search(element, 'CAFE');
    expect(textOf(find(element, '.found'))).to.equal('Hit 6 of 30');
    expect(seen(element)).to.include(542);
    expect(textOf(find(element, '.is-hit mark'))).to.equal('café');
    await search(element, 'CAFE', { shiftKey: true });
    expect(seen(element)).to.include(442);
    control(element, 'Next hit').click();
    await settle(element);
    expect(seen(element)).to.include(542);
    await search(element, 'nowhere');
    expect(textOf(find(element, '.found'))).to.equal('Not found');
    press(field, 'Escape');
    await settle(element);
    expect(field.value).to.equal('');
    expect(findAll(element, 'mark')).to.have.length(0);
  });

  it('has one line in the order of Tab, and the arrows for the others', async () => {
    const element = await mount(lines(3_000), 7);
    const tabbable = (): string[] =>
      drawn(element)
        .filter(({ tabIndex }) => tabIndex === 0)
        .map(({ dataset }) => dataset['index'] ?? '');
    expect(tabbable()).to.deep.equal(['7']);
    drawn(element)[7]?.focus();
    press(element.shadowRoot?.activeElement as Element, 'ArrowDown');
    await settle(element);
    expect((element.shadowRoot?.activeElement as HTMLElement).dataset['index']).to.equal('8');
    press(element.shadowRoot?.activeElement as Element, 'End');
    await settle(element);
    expect((element.shadowRoot?.activeElement as HTMLElement).dataset['index']).to.equal('2999');
    expect(tabbable()).to.deep.equal(['2999']);
  });
});

describe('cues', () => {
  const cues: readonly Cue[] = [
    { start: 1, end: 2, text: 'One.', speaker: 'Ana' },
    { start: 2.5, end: 3, text: 'Two.', speaker: 'Ana' },
    { start: 6, end: 7, text: 'Three.', speaker: 'Ana' },
    { start: 7, end: 8, text: 'Four.', speaker: 'Ben' },
  ];

  it('are found by time', () => {
    expect([0, 1, 2.4, 2.5, 99].map((seconds) => cueAt(cues, seconds))).to.deep.equal([-1, 0, 0, 1, 3]);
    expect(cueAt([], 3)).to.equal(-1);
  });

  it('make paragraphs by speaker and silence', () => {
    expect([...paragraphStarts(cues)]).to.deep.equal([0, 2, 3]);
    expect(transcriptText(cues)).to.equal('Ana: One. Two.\n\nThree.\n\nBen: Four.');
  });
});

describe('finding text', () => {
  for (const [text, query, found] of [
    ['Ein Café am Cafe', 'cafe', ['Café', 'Cafe']],
    ['cafe\u0301s', 'CAFÉ', ['cafe\u0301']],
    ['der ﬁsch', 'fi', ['ﬁ']],
    ['あいう', 'い', ['い']],
    ['nothing', '', []],
    ['a.b', '.', ['.']],
  ] as const)
    it(`finds ${JSON.stringify(query)} in ${JSON.stringify(text)}`, () => {
      const ranges = findRanges(text, foldQuery(query));
      expect(ranges.map(([from, to]) => text.slice(from, to))).to.deep.equal([...found]);
    });
});
