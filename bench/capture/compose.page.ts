// Runs in the browser: makes pictures of a class in several ways, as fast as it can.
import { Composer } from '../../packages/elements/src/capture/compose/composer.ts';
import { layoutTiles } from '../../packages/elements/src/capture/compose/layout.ts';
import { pictureFrame, pickVideo } from '../../packages/elements/src/capture/encode/video-codecs.ts';
import { HEIGHT, WIDTH } from '../../packages/elements/src/capture/settings.ts';

/** `encode` encodes one ready picture again and again; the others make each picture of everybody's newest first. */
export type Way = 'encode' | 'planes' | 'canvas';
export interface Task {
  readonly way: Way;
  readonly people: number;
  readonly pictures: number;
}

const CAMERA = { width: 640, height: 360 };

function cameraFrame(bytes: Uint8Array<ArrayBuffer>, index: number): VideoFrame {
  // Something moves, as in front of a camera.
  bytes.fill((index * 7) % 200, 0, CAMERA.width * 20);
  return new VideoFrame(bytes, {
    format: 'I420',
    codedWidth: CAMERA.width,
    codedHeight: CAMERA.height,
    timestamp: index,
  });
}

async function run({ way, people, pictures }: Task): Promise<string> {
  const scene = {
    people: Array.from({ length: people }, (_, at) => ({
      id: String(at),
      name: `Person ${String(at)}`,
      camera: true,
    })),
  };
  const cameras = scene.people.map(() =>
    new Uint8Array((CAMERA.width * CAMERA.height * 3) / 2).map((_, at) => (at * 31) % 220),
  );
  const video = await pickVideo([]);
  if (!video) throw new Error('no video encoder');
  const encoder = new VideoEncoder({
    output: () => undefined,
    error: (error) => {
      throw error;
    },
  });
  encoder.configure(video.config);
  const composer = new Composer('en');
  composer.setScene(scene);
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d', { alpha: false })!;
  const tiles = layoutTiles(scene, 'everybody');
  const ready = new Uint8Array((WIDTH * HEIGHT * 3) / 2).map((_, at) => (at * 31) % 220);
  for (let slot = 0; slot < pictures; slot += 1) {
    // Every way has the same frames to begin with.
    const frames = cameras.map((bytes) => cameraFrame(bytes, slot));
    let picture: VideoFrame;
    if (way === 'planes') {
      frames.forEach((frame, at) => composer.setFrame(`${String(at)}/camera`, frame));
      picture = pictureFrame(await composer.compose(), slot);
    } else if (way === 'canvas') {
      tiles.forEach(({ x, y, width, height, person }, at) => {
        context.drawImage(frames[at]!, x, y, width, height);
        context.font = '600 22px sans-serif';
        context.fillStyle = 'rgb(0 0 0 / 65%)';
        context.fillRect(x + 8, y + height - 44, 120, 36);
        context.fillStyle = 'white';
        context.fillText(person.name, x + 18, y + height - 18);
        frames[at]!.close();
      });
      picture = new VideoFrame(canvas, { timestamp: Math.round((slot * 1e6) / 15) });
    } else {
      for (const frame of frames) frame.close();
      ready.fill((slot * 7) % 200, 0, WIDTH * 60);
      picture = pictureFrame(ready, slot);
    }
    encoder.encode(picture, { keyFrame: slot % 30 === 0 });
    picture.close();
    while (encoder.encodeQueueSize > 2)
      await new Promise((resolve) => encoder.addEventListener('dequeue', resolve, { once: true }));
  }
  await encoder.flush();
  encoder.close();
  composer.close();
  return video.config.codec;
}

globalThis.onmessage = async ({ data }: MessageEvent<Task>) => {
  const scope = globalThis as unknown as Worker;
  await run(data).then(
    (codec) => scope.postMessage({ codec }),
    (error: unknown) => scope.postMessage({ error: String(error) }),
  );
};
