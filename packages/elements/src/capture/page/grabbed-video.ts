/** A video element that nobody sees, of which pictures are taken. */
export class GrabbedVideo {
  readonly #video = document.createElement('video');

  constructor(track: MediaStreamTrack) {
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = new MediaStream([track]);
    this.#video.play().catch(() => undefined);
  }

  /** For drawing. */
  get element(): HTMLVideoElement {
    return this.#video;
  }

  /** Whether there is a picture. */
  get isReady(): boolean {
    return this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && this.#video.videoWidth > 0;
  }

  /** The picture of now. Equal time stamps do not mean equal pictures, so every one is taken. */
  grab(): VideoFrame | undefined {
    if (!this.isReady) return undefined;
    try {
      return new VideoFrame(this.#video, { timestamp: 0 });
    } catch {
      // Between two sizes or two tracks the element has no picture.
      return undefined;
    }
  }

  close(): void {
    this.#video.srcObject = null;
  }
}
