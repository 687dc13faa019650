const NAMES: ReadonlyMap<string, string> = new Map([
  ['en', 'My lessons'],
  ['de', 'Meine Stunden'],
  ['ar', 'دروسي'],
  ['ja', 'レッスン'],
]);
const FALLBACK = 'My lessons';

/** What the calendar is called among somebody's others, in their language. */
export function feedName(language: string | undefined): string {
  return NAMES.get(language?.split('-', 1)[0]?.toLowerCase() ?? '') ?? FALLBACK;
}
