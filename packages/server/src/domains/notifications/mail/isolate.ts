const RTL = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * Keeps what somebody typed from changing places with the words around it, where directions meet. Nothing is added where
 * they do not: old mail programs draw a box for it.
 */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  return text !== '' && (direction === 'rtl' || RTL.test(text))
    ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`
    : text;
}
