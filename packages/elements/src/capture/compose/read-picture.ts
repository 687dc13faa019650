import { planarBytes, planarPicture, type PlanarPicture } from './plane.js';
import { drawRgb } from './rgb-picture.js';

/** Reads frames of one source into memory, the same memory each time: a picture is good until the next is read. */
export class PictureReader {
  #bytes = new Uint8Array();
  #converted = new Uint8Array();
  #canvas: OffscreenCanvas | undefined;

  /** The frame is closed. Answers undefined for a frame that cannot be read. */
  async read(frame: VideoFrame): Promise<PlanarPicture | undefined> {
    try {
      return await this.#read(frame);
    } catch {
      // A frame whose source went away in the meantime.
      return undefined;
    } finally {
      frame.close();
    }
  }

  async #read(frame: VideoFrame): Promise<PlanarPicture | undefined> {
    const rect = frame.visibleRect;
    if (!rect || rect.width < 2 || rect.height < 2) return undefined;
    const { width, height } = rect;
    const fullRange = frame.colorSpace.fullRange ?? false;
    const rotated = (frame as { readonly rotation?: number }).rotation;
    if (!rotated && (frame.format === 'I420' || frame.format === 'NV12')) {
      this.#bytes = atLeast(this.#bytes, frame.allocationSize());
      const [y, u, v] = await frame.copyTo(this.#bytes);
      if (!y || !u) return undefined;
      const data = this.#bytes;
      const chroma = { data, width: (width + 1) >> 1, height: (height + 1) >> 1 };
      const luma = { data, offset: y.offset, stride: y.stride, step: 1, width, height };
      if (frame.format === 'I420' && v)
        return {
          width,
          height,
          fullRange,
          planes: [
            luma,
            { ...chroma, offset: u.offset, stride: u.stride, step: 1 },
            { ...chroma, offset: v.offset, stride: v.stride, step: 1 },
          ],
        };
      const pair = { ...chroma, stride: u.stride, step: 2 };
      return {
        width,
        height,
        fullRange,
        planes: [luma, { ...pair, offset: u.offset }, { ...pair, offset: u.offset + 1 }],
      };
    }
    return rotated || !/^(?:RGB|BGR)[AX]$/u.test(frame.format ?? '')
      ? this.#readByCanvas(frame)
      : this.#readRgb(frame, width, height);
  }

  async #readRgb(frame: VideoFrame, width: number, height: number): Promise<PlanarPicture | undefined> {
    this.#bytes = atLeast(this.#bytes, frame.allocationSize());
    const [plane] = await frame.copyTo(this.#bytes);
    if (!plane) return undefined;
    const packed = plane.stride === width * 4;
    if (!packed) return this.#readByCanvas(frame);
    return this.#convert(
      this.#bytes.subarray(plane.offset),
      width,
      height,
      frame.format?.startsWith('B') ? 2 : 0,
    );
  }

  #readByCanvas(frame: VideoFrame): PlanarPicture | undefined {
    const width = frame.displayWidth;
    const height = frame.displayHeight;
    this.#canvas ??= new OffscreenCanvas(2, 2);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return undefined;
    context.drawImage(frame, 0, 0, width, height);
    return this.#convert(context.getImageData(0, 0, width, height).data, width, height, 0);
  }

  #convert(bytes: Uint8Array | Uint8ClampedArray, width: number, height: number, red: 0 | 2): PlanarPicture {
    this.#converted = atLeast(this.#converted, planarBytes(width, height));
    const picture = planarPicture(this.#converted, width, height);
    drawRgb(bytes, picture, red);
    return picture;
  }
}

function atLeast(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  return bytes.length >= length ? bytes : new Uint8Array(length);
}
