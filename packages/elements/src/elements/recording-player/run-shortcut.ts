import type { PlayerStore } from './player-store.js';
import type { PlayerView } from './player-view.js';
import { RATES } from './rates.js';
import type { ShortcutCommand } from './shortcuts.js';

const FRAME_SECONDS = 1 / 25;
/** Sooner after its start, back goes to the chapter before. */
const CHAPTER_GRACE_SECONDS = 3;

/** Does what a key means, and says what no button shows. */
export function runShortcut(command: ShortcutCommand, view: PlayerView, store: PlayerStore): void {
  const { actions, localize, state } = view;
  const language = localize.lang();
  switch (command.type) {
    case 'toggle':
      return actions.toggle();
    case 'mute':
      return actions.toggleMuted();
    case 'captions':
      return actions.toggleCaptions();
    case 'fullscreen':
      return actions.toggleFullScreen();
    case 'sheet':
      return actions.openSheet();
    case 'skip':
      return actions.skip(command.by);
    case 'frame':
      return state.paused ? actions.skip(command.by * FRAME_SECONDS) : undefined;
    case 'jump':
      return state.durationSeconds > 0 ? actions.seek(command.to * state.durationSeconds) : undefined;
    case 'volume': {
      actions.setVolume((state.muted ? 0 : state.volume) + command.by);
      const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(store.state.volume);
      return actions.say(localize.term('playerPercent', percent));
    }
    case 'speed': {
      const rate =
        command.by > 0 ? RATES.find((one) => one > state.rate) : RATES.findLast((one) => one < state.rate);
      if (rate === undefined) return undefined;
      actions.setRate(rate);
      return actions.say(localize.term('playerTimes', new Intl.NumberFormat(language).format(rate)));
    }
    case 'chapter': {
      const from = command.by > 0 ? state.seconds : state.seconds - CHAPTER_GRACE_SECONDS;
      const chapter =
        command.by > 0
          ? view.chapters.find(({ start }) => start > from)
          : (view.chapters.findLast(({ start }) => start < from) ?? view.chapters[0]);
      if (!chapter) return undefined;
      actions.seek(chapter.start);
      return actions.say(chapter.title);
    }
  }
}
