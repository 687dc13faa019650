/**
 * Plays what the others say: one `<audio>` per source, outside every element, so that moving the room in the page does
 * not interrupt anybody.
 */
export class RemoteAudio {
  readonly #onChange: () => void;
  readonly #elements = new Map<MediaStream, HTMLAudioElement>();
  readonly #blocked = new Set<HTMLAudioElement>();
  #speaker = '';

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** True while the browser wants a gesture before it plays. */
  get isBlocked(): boolean {
    return this.#blocked.size > 0;
  }

  add(stream: MediaStream): void {
    if (this.#elements.has(stream)) return;
    const element = new Audio();
    element.autoplay = true;
    element.srcObject = stream;
    this.#elements.set(stream, element);
    if (this.#speaker) void this.#route(element);
    void this.#play(element);
  }

  remove(stream: MediaStream): void {
    const element = this.#elements.get(stream);
    if (!element) return;
    this.#elements.delete(stream);
    element.pause();
    element.srcObject = null;
    if (this.#blocked.delete(element)) this.#onChange();
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.#speaker = deviceId;
    await Promise.all([...this.#elements.values()].map((element) => this.#route(element)));
  }

  async turnOn(): Promise<void> {
    await Promise.all([...this.#elements.values()].map((element) => this.#play(element)));
  }

  close(): void {
    for (const stream of [...this.#elements.keys()]) this.remove(stream);
  }

  async #play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
      if (this.#blocked.delete(element)) this.#onChange();
    } catch (error) {
      const isBlocked = error instanceof DOMException && error.name === 'NotAllowedError';
      // An AbortError only says that the source was changed or taken away meanwhile.
      if (!isBlocked || !element.srcObject || this.#blocked.has(element)) return;
      this.#blocked.add(element);
      this.#onChange();
    }
  }

  async #route(element: HTMLAudioElement): Promise<void> {
    // The speaker was unplugged, or the browser cannot choose one: the default plays on.
    await element.setSinkId?.(this.#speaker).catch(() => undefined);
  }
}
