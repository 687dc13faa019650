import { hasShortcuts } from '../../classroom/announced.js';
import type { RoomCommand } from '../../classroom/command-event.js';
import type { SessionState } from '../../session/session-state.js';

/** The letter of a shortcut, or undefined where a key is meant for something else: a text field, the browser. */
function letterOf(event: KeyboardEvent): string | undefined {
  if (!hasShortcuts()) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return undefined;
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]'))
    return undefined;
  if (event.key === '?') return event.key;
  // By place on keyboards of other scripts, where the letter cannot be typed.
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
}

/** What a key means in the class, for who may do it. */
export function commandOf(
  event: KeyboardEvent,
  { local, me, hands, you }: SessionState,
  isChatOpen: boolean,
): RoomCommand | undefined {
  const can = you?.can;
  switch (letterOf(event)) {
    case 'm':
      return can?.['media.microphone'] ? { type: 'microphone', on: !local.microphone } : undefined;
    case 'v':
      return can?.['media.camera'] ? { type: 'camera', on: !local.camera } : undefined;
    case 'h':
      return can?.['hand.raise']
        ? { type: 'hand', on: !hands.some(({ personId }) => personId === me?.id) }
        : undefined;
    case 'c':
      return { type: 'panel', panel: isChatOpen ? undefined : 'chat' };
    case '?':
      return { type: 'help' };
    default:
      return undefined;
  }
}
