import type { RecordingContainer } from '@lectern/core/contract';
import type { ChunkReader } from './chunk-reader.js';

const WINDOW = 1024 * 1024;
/** The longest of what is looked at behind a mark. */
const LOOK_AHEAD = 32;
const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const TIMESTAMP = 0xe7;

/**
 * Where decoding can begin again, from an offset on: the next fragment of an MP4, the next cluster of a WebM. The first of
 * a whole file is also where its header ends. Undefined when there is none.
 */
export function findSyncPoint(
  reader: ChunkReader,
  container: RecordingContainer,
  from: number,
): number | undefined {
  const matches = container === 'video/mp4' ? isFragment : isCluster;
  for (let at = from; at < reader.size; at += WINDOW) {
    // Windows overlap: a mark may lie across their border.
    const bytes = reader.read(at, Math.min(reader.size, at + WINDOW + LOOK_AHEAD));
    const last = Math.min(WINDOW, bytes.byteLength);
    for (let index = 0; index < last; index += 1) if (matches(bytes, index)) return at + index;
  }
  return undefined;
}

/** `<size> moof <size> mfhd`: the first box of a fragment is always its header. */
function isFragment(bytes: Uint8Array, at: number): boolean {
  return isText(bytes, at + 4, 'moof') && isText(bytes, at + 12, 'mfhd');
}

/** A cluster begins with its timestamp. */
function isCluster(bytes: Uint8Array, at: number): boolean {
  if (CLUSTER.some((byte, index) => bytes[at + index] !== byte)) return false;
  const first = bytes[at + 4] ?? 0;
  // Leading zeros of the first byte of a size say how long the size is.
  const sizeLength = Math.clz32(first) - 23;
  return first !== 0 && bytes[at + 4 + sizeLength] === TIMESTAMP;
}

function isText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1)
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}
