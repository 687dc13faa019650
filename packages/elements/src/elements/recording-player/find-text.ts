const MARKS = /\p{M}/u;

/** A text without case and accents, and for each of its letters where it stood. */
function folded(text: string): { readonly letters: string; readonly from: readonly number[] } {
  let letters = '';
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    for (const part of letter.normalize('NFKD').toLowerCase())
      if (!MARKS.test(part)) {
        letters += part;
        for (let unit = 0; unit < part.length; unit += 1) from.push(at);
      }
    at += letter.length;
  }
  from.push(text.length);
  return { letters, from };
}

/** What is looked for, without case and accents. */
export function foldQuery(query: string): string {
  return folded(query.trim()).letters;
}

/** Where a folded query stands in a text, as ranges of the text itself. */
export function findRanges(text: string, query: string): readonly (readonly [from: number, to: number])[] {
  if (!query) return [];
  const { letters, from } = folded(text);
  const ranges: (readonly [number, number])[] = [];
  for (let at = letters.indexOf(query); at >= 0; at = letters.indexOf(query, at + query.length)) {
    let end = at + query.length;
    // Accents that follow the last letter belong to it.
    while (end < letters.length && from[end] === from[end - 1]) end += 1;
    ranges.push([from[at] ?? 0, from[end] ?? text.length]);
  }
  return ranges;
}
