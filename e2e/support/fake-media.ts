import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

const folder = mkdtempSync(join(tmpdir(), 'lectern-media-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A camera that sees one colour: a YUV4MPEG2 file, which Chromium plays in a loop. */
export function colourCamera(
  name: string,
  { r, g, b }: Rgb,
  { width = 320, height = 180, fps = 10 } = {},
): string {
  // BT.601, limited range, as Chromium reads such files.
  const y = Math.round(16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255);
  const u = Math.round(128 + (-37.797 * r - 74.203 * g + 112 * b) / 255);
  const v = Math.round(128 + (112 * r - 93.786 * g - 18.214 * b) / 255);
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    Buffer.alloc(width * height, y),
    Buffer.alloc((width / 2) * (height / 2), u),
    Buffer.alloc((width / 2) * (height / 2), v),
  ]);
  const path = join(folder, `${name}.y4m`);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: fps }, () => frame)]));
  return path;
}

/** A microphone that hears one tone, half a second on and half a second off, so that nothing takes it for noise. */
export function toneMicrophone(name: string, hertz: number): string {
  const rate = 48_000;
  const samples = rate * 4;
  const data = Buffer.alloc(samples * 2);
  for (let i = 0; i < samples; i += 1) {
    const on = i % rate < rate / 2;
    const value = on ? Math.sin((2 * Math.PI * hertz * i) / rate) * 0.5 : 0;
    data.writeInt16LE(Math.round(value * 32_767), i * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  const path = join(folder, `${name}.wav`);
  writeFileSync(path, Buffer.concat([header, data]));
  return path;
}
