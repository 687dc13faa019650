import { writePreferences } from '../../internal/preferences.js';
import type { PlayerController } from './player-controller.js';
import type { PlayerActions } from './player-view.js';

/** What a person does with the recording itself; choices are kept for the next one. */
export type PlayingActions = Pick<
  PlayerActions,
  | 'toggle'
  | 'seek'
  | 'skip'
  | 'setVolume'
  | 'toggleMuted'
  | 'setRate'
  | 'showCaptions'
  | 'toggleCaptions'
  | 'retry'
>;

/** @param language What captions are wanted in where there are several. */
export function playingActions({ store, tracks }: PlayerController, language: () => string): PlayingActions {
  const showCaptions = (captions: string): void => {
    tracks.show(captions);
    writePreferences({ captions });
  };
  return {
    toggle: () => store.toggle(),
    seek: (seconds) => store.seek(seconds),
    skip: (seconds) => store.skip(seconds),
    setVolume: (volume) => {
      store.setVolume(volume);
      writePreferences({ volume: store.state.volume, muted: store.state.muted });
    },
    toggleMuted: () => {
      store.setMuted(!store.state.muted);
      writePreferences({ muted: store.state.muted });
    },
    setRate: (playbackRate) => {
      store.setRate(playbackRate);
      writePreferences({ playbackRate });
    },
    showCaptions,
    toggleCaptions: () => {
      const { captions, shown } = tracks;
      const primary = (tag: string): string | undefined => tag.split('-')[0];
      const own = captions.find((one) => primary(one.language) === primary(language())) ?? captions[0];
      showCaptions(shown ? '' : (own?.language ?? ''));
    },
    retry: (skipSeconds) => void store.retry(skipSeconds),
  };
}
