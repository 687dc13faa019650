/** Whether a number lies in one of the runs, both ends included. */
export function hasNumber(ranges: readonly (readonly [number, number])[], number: number): boolean {
  return ranges.some(([first, last]) => first <= number && number <= last);
}

/** The numbers of a list of numbers or of runs, as an error's details have them. */
export function numbersIn(list: unknown): readonly number[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item === 'number') return [item];
    const [first, last] = Array.isArray(item) ? (item as unknown[]) : [];
    if (typeof first !== 'number' || typeof last !== 'number') return [];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}
