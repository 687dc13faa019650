import { ChunkReader, type ByteRun } from './chunk-reader.js';
import type { ChunkFile, FinishPart } from './finish-job.js';
import { findSyncPoint } from './sync-points.js';

/**
 * What can be read of a part, each as a file of its own in which nothing is missing. After each hole decoding begins at the
 * next fragment or cluster, with the header of the file before it. `header`: of a file of the same kind, for a part whose
 * own did not come.
 */
export function findReadableRuns(
  part: FinishPart,
  header?: ByteRun,
): { readonly runs: readonly ChunkReader[]; readonly header?: ByteRun } {
  const stretches = splitAtHoles(part.chunks);
  const [first] = stretches;
  if (!first) return { runs: [] };
  const hasHeader = first[0]?.n === 0;
  const own = hasHeader ? findHeader(part, first) : undefined;
  const known = own ?? (hasHeader ? undefined : header);
  const runs: ChunkReader[] = [];
  for (const chunks of stretches) {
    if (chunks === first && hasHeader) {
      runs.push(new ChunkReader([{ chunks, skip: 0 }]));
      continue;
    }
    if (!known) continue;
    const skip = findSyncPoint(new ChunkReader([{ chunks, skip: 0 }]), part.container, 0);
    if (skip !== undefined) runs.push(new ChunkReader([known, { chunks, skip }]));
  }
  return { runs, ...(own && { header: own }) };
}

function findHeader(part: FinishPart, chunks: readonly ChunkFile[]): ByteRun | undefined {
  const reader = new ChunkReader([{ chunks, skip: 0 }]);
  const end = findSyncPoint(reader, part.container, 0);
  if (end === undefined) return undefined;
  let size = 0;
  const held: ChunkFile[] = [];
  for (const chunk of chunks) {
    if (size >= end) break;
    held.push(chunk);
    size += chunk.sizeBytes;
  }
  return { chunks: held, skip: 0, cut: size - end };
}

function splitAtHoles(chunks: readonly ChunkFile[]): readonly (readonly ChunkFile[])[] {
  const stretches: ChunkFile[][] = [];
  for (const chunk of chunks) {
    const current = stretches.at(-1);
    if (current?.at(-1)?.n === chunk.n - 1) current.push(chunk);
    else stretches.push([chunk]);
  }
  return stretches;
}
