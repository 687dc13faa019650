export interface HeardWarnings {
  readonly texts: readonly string[];
  restore(): void;
}

/** Keeps the page's warnings to itself, for a test to look at. */
export function hearWarnings(): HeardWarnings {
  const texts: string[] = [];
  const { console } = globalThis;
  const { warn } = console;
  console.warn = (text: unknown) => void texts.push(String(text));
  return {
    texts,
    restore: () => {
      console.warn = warn;
    },
  };
}
