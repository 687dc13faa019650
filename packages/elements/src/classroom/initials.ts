/** One or two letters for a name, as its script writes them. */
export function initials(language: string, name: string): string {
  const words = name.trim().split(/\s+/u);
  const segments = new Intl.Segmenter(language, { granularity: 'grapheme' });
  const first = (word: string | undefined): string => {
    for (const { segment } of segments.segment(word ?? '')) return segment.toLocaleUpperCase(language);
    return '';
  };
  return first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '') || '?';
}

/** A hue, 0 to 359, that stays with a person. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  // The low digits of ids that are alike are alike too; the golden section spreads them.
  return Math.floor((((hash >>> 0) * 0.618_033_988_75) % 1) * 360);
}
