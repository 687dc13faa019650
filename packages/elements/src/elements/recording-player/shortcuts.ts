/** What a key of the player means. */
export type ShortcutCommand =
  | { readonly type: 'toggle' | 'mute' | 'captions' | 'fullscreen' | 'sheet' }
  | { readonly type: 'skip' | 'volume' | 'frame' | 'speed' | 'chapter'; readonly by: number }
  /** 0 to 1 of the length. */
  | { readonly type: 'jump'; readonly to: number };

export const SKIP_SECONDS = 10;

const KEYS: Readonly<Record<string, ShortcutCommand>> = {
  k: { type: 'toggle' },
  ' ': { type: 'toggle' },
  ArrowLeft: { type: 'skip', by: -SKIP_SECONDS },
  ArrowRight: { type: 'skip', by: SKIP_SECONDS },
  j: { type: 'skip', by: -SKIP_SECONDS },
  l: { type: 'skip', by: SKIP_SECONDS },
  m: { type: 'mute' },
  c: { type: 'captions' },
  f: { type: 'fullscreen' },
  ',': { type: 'frame', by: -1 },
  '.': { type: 'frame', by: 1 },
  '<': { type: 'speed', by: -1 },
  '>': { type: 'speed', by: 1 },
  Home: { type: 'jump', to: 0 },
  End: { type: 'jump', to: 1 },
  '[': { type: 'chapter', by: -1 },
  ']': { type: 'chapter', by: 1 },
  '?': { type: 'sheet' },
};

const ON_PICTURE: Readonly<Record<string, ShortcutCommand>> = {
  ArrowUp: { type: 'volume', by: 0.05 },
  ArrowDown: { type: 'volume', by: -0.05 },
};

/**
 * What a key means, or undefined where it is meant for something else: a text field, a slider, a button that Space
 * presses, the browser. Volume only on the picture itself, where the arrows scroll nothing.
 */
export function shortcutOf(event: KeyboardEvent): ShortcutCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return undefined;
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return undefined;
  const { key } = event;
  const typing = target.closest('textarea, select, [contenteditable], input:not([type=range])');
  if (typing) return undefined;
  if (key === ' ' && target.closest('button, a, summary, input')) return undefined;
  if (target.closest('input') && /^(Arrow|Home|End|Page)/.test(key)) return undefined;
  if (/^[0-9]$/.test(key)) return { type: 'jump', to: Number(key) / 10 };
  const isPicture = target.matches('[data-picture]');
  if (isPicture && Object.hasOwn(ON_PICTURE, key)) return ON_PICTURE[key];
  // By place on keyboards of other scripts, where the letter cannot be typed.
  const letter = /^\P{ASCII}$/u.test(key) ? /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() : undefined;
  const name = letter ?? (key.length === 1 ? key.toLowerCase() : key);
  return Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
}
