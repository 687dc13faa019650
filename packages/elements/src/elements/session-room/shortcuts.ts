/** The letter of a shortcut, or undefined where a key is meant for something else: a text field, the browser. */
export function shortcutOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return undefined;
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]'))
    return undefined;
  // By place on keyboards of other scripts, where the letter cannot be typed.
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
}
