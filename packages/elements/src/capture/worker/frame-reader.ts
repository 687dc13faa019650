/** Hands on every frame of a track as it comes. */
export class FrameReader {
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;

  constructor(frames: ReadableStream<VideoFrame>, onFrame: (frame: VideoFrame) => void) {
    this.#reader = frames.getReader();
    void this.#read(onFrame);
  }

  /** The track is read no more. */
  cancel(): void {
    this.#reader.cancel().catch(() => undefined);
  }

  async #read(onFrame: (frame: VideoFrame) => void): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) return;
        onFrame(value);
      }
    } catch {
      // The track ended; its last picture stays until the page says what comes next.
    }
  }
}
