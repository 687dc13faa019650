/** The longest link that every browser, mail program and service passes on whole. */
export const MAX_LINK_LENGTH = 2_000;

/** The words of an entry. Empty: none. */
export interface LinkText {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly location: string;
}

/**
 * The link with as much of its words as fits: first the description is shortened, then the place is left out, then the title
 * is shortened. The link to join goes last and whole, since half of it leads nowhere.
 */
export function fitLink(text: LinkText, write: (text: LinkText) => string): string {
  const bare = { ...text, description: '', location: '' };
  const shortened =
    shorten(text, 'description', write) ??
    shorten({ ...text, location: '' }, 'description', write) ??
    shorten(bare, 'title', write) ??
    shorten({ ...bare, url: '' }, 'title', write);
  return shortened ?? write({ ...bare, url: '', title: '' });
}

/** The link with the longest beginning of one field that fits; undefined where even none of it does. */
function shorten(
  text: LinkText,
  field: 'title' | 'description',
  write: (text: LinkText) => string,
): string | undefined {
  const fits = (candidate: string): boolean => candidate.length <= MAX_LINK_LENGTH;
  const whole = write(text);
  if (fits(whole)) return whole;
  // By code points: half of one cannot be escaped.
  const points = [...text[field]];
  const cut = (length: number): string =>
    write({ ...text, [field]: length === 0 ? '' : `${points.slice(0, length).join('').trimEnd()}…` });
  if (!fits(cut(0))) return undefined;
  let most = 0;
  let tooMany = points.length;
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(cut(middle))) most = middle;
    else tooMany = middle;
  }
  return cut(most);
}
