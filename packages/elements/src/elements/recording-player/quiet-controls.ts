const IDLE_MS = 3_000;

export interface QuietControlsOptions {
  /** Whether somebody needs the controls: paused, in a menu, or with the focus in them. */
  isNeeded(): boolean;
  onChange(): void;
}

/** Hides the controls while nobody does anything, and brings them back. */
export class QuietControls {
  readonly #options: QuietControlsOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isQuiet = false;
  /** How the picture was pressed last, and whether that only brought the controls back. */
  #pressed: { readonly isTouch: boolean; readonly wasQuiet: boolean } | undefined;

  constructor(options: QuietControlsOptions) {
    this.#options = options;
  }

  get isQuiet(): boolean {
    return this.#isQuiet;
  }

  /** Somebody did something. */
  readonly stir = (): void => {
    this.#set(false);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hide(), IDLE_MS);
  };

  /** A finger moves when it scrolls. */
  readonly move = ({ pointerType }: PointerEvent): void => {
    if (pointerType !== 'touch') this.stir();
  };

  press({ pointerType }: PointerEvent): void {
    this.#pressed = { isTouch: pointerType === 'touch', wasQuiet: this.#isQuiet };
    this.stir();
  }

  /** Answers whether the press is one to play or pause: a finger only brings the controls and takes them away. */
  click(): boolean {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    if (!pressed?.isTouch) return true;
    if (!pressed.wasQuiet) this.#hide();
    return false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #hide(): void {
    this.#set(!this.#options.isNeeded());
  }

  #set(isQuiet: boolean): void {
    if (isQuiet === this.#isQuiet) return;
    this.#isQuiet = isQuiet;
    this.#options.onChange();
  }
}
