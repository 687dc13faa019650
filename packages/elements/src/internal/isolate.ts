/** Keeps a name or an address in its own direction, so that it does not mix up the sentence around it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Several short facts on one line, with the comma of the language. */
export function listOf(language: string, parts: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(parts.filter(Boolean));
}
