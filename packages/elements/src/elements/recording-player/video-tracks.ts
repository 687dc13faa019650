import { readCues, shiftCues, type Cue } from './cues.js';

/** A track as a page's `<track>` or the server gives it. */
export interface PlayerTrack {
  readonly kind: 'captions' | 'chapters' | 'descriptions';
  readonly src: string;
  readonly label: string;
  readonly language: string;
  /** The page wants it shown from the start. */
  readonly isDefault: boolean;
}

interface Held {
  track: PlayerTrack;
  readonly element: HTMLTrackElement;
  cues: readonly Cue[] | undefined;
}

const LOADED = 2;

/** The text tracks of a video: the browser reads and draws them, this says which, and keeps what they say. */
export class VideoTracks {
  readonly #onChange: () => void;
  readonly #onDescription: (text: string) => void;
  #video: HTMLVideoElement | undefined;
  #listening: AbortController | undefined;
  #held: readonly Held[] = [];
  #shown = '';
  #offset = 0;

  /** @param onDescription Told what a track of descriptions says now. */
  constructor(onChange: () => void, onDescription: (text: string) => void) {
    this.#onChange = onChange;
    this.#onDescription = onDescription;
  }

  /** Captions there are, by language. */
  get captions(): readonly PlayerTrack[] {
    return this.#of('captions').map(({ track }) => track);
  }

  /** The language that is shown; empty: none. */
  get shown(): string {
    return this.#shown;
  }

  /** The lines of the captions that are shown, or else of the first. */
  get lines(): readonly Cue[] {
    return this.#read()?.cues ?? [];
  }

  /** The lines of the tracks of chapters. */
  get chapters(): readonly Cue[] {
    return this.#of('chapters').flatMap(({ cues }) => cues ?? []);
  }

  attach(video: HTMLVideoElement): void {
    if (video === this.#video) return;
    this.#listening?.abort();
    this.#listening = new AbortController();
    this.#video = video;
    video.append(...this.#held.map(({ element }) => element));
    // A phone's own full screen has its own menu of captions.
    video.textTracks.addEventListener('change', () => this.#onModes(), { signal: this.#listening.signal });
    this.#apply();
  }

  /** Takes these over. One that is known keeps what it has read, whatever its address is now. */
  set(tracks: readonly PlayerTrack[]): void {
    const former = [...this.#held];
    this.#held = tracks.map((track) => {
      const at = former.findIndex(
        (one) =>
          one.track.kind === track.kind &&
          one.track.language === track.language &&
          one.track.label === track.label,
      );
      const [known] = at < 0 ? [] : former.splice(at, 1);
      if (!known) return this.#make(track);
      if (known.element.readyState !== LOADED && known.track.src !== track.src) known.element.src = track.src;
      known.track = track;
      return known;
    });
    for (const { element } of former) element.remove();
    this.#apply();
    this.#onChange();
  }

  /** Shows captions of a language; empty: none. */
  show(language: string): void {
    this.#shown = this.#of('captions').some(({ track }) => track.language === language) ? language : '';
    this.#apply();
    this.#onChange();
  }

  /** The file that plays begins here on the time line. */
  setOffset(seconds: number): void {
    if (seconds === this.#offset) return;
    this.#offset = seconds;
    for (const { element, cues } of this.#held) if (cues) shiftCues(element.track, cues, seconds);
  }

  #of(kind: PlayerTrack['kind']): readonly Held[] {
    return this.#held.filter(({ track }) => track.kind === kind);
  }

  /** The captions whose lines are read: those that are shown, else the first. */
  #read(): Held | undefined {
    const captions = this.#of('captions');
    return captions.find(({ track }) => track.language === this.#shown) ?? captions[0];
  }

  #make(track: PlayerTrack): Held {
    const element = document.createElement('track');
    const held: Held = { track, element, cues: undefined };
    element.kind = track.kind;
    element.label = track.label;
    element.srclang = track.language;
    element.src = track.src;
    element.addEventListener('load', () => {
      held.cues = readCues(element.track);
      if (this.#offset) shiftCues(element.track, held.cues, this.#offset);
      this.#onChange();
    });
    if (track.kind === 'descriptions')
      element.track.addEventListener('cuechange', () => {
        const [cue] = (element.track.activeCues ?? []) as Iterable<VTTCue>;
        if (cue) this.#onDescription(cue.getCueAsHTML().textContent ?? '');
      });
    this.#video?.append(element);
    return held;
  }

  #apply(): void {
    const read = this.#read();
    for (const one of this.#held) {
      const { kind } = one.track;
      const isShown = kind === 'captions' && one === read && this.#shown !== '';
      const mode = isShown ? 'showing' : kind !== 'captions' || one === read ? 'hidden' : 'disabled';
      if (one.element.track.mode !== mode) one.element.track.mode = mode;
    }
  }

  #onModes(): void {
    const shown = this.#of('captions').find(({ element }) => element.track.mode === 'showing');
    const language = shown?.track.language ?? '';
    if (language === this.#shown) return;
    this.#shown = language;
    this.#onChange();
  }
}

/** The `<track>` children that a page gave, as far as we use them. */
export function tracksOf(host: Element): readonly PlayerTrack[] {
  return [...host.querySelectorAll<HTMLTrackElement>(':scope > track')].flatMap((track) => {
    const kind = track.kind === 'subtitles' ? 'captions' : track.kind;
    if (kind !== 'captions' && kind !== 'chapters' && kind !== 'descriptions') return [];
    const { src, label, srclang, default: isDefault } = track;
    return src ? [{ kind, src, label: label || srclang, language: srclang || 'und', isDefault }] : [];
  });
}
