import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { newId } from '@lectern/core';
import type { Lectern } from '@lectern/server';

const CHUNK_BYTES = 4 * 1024 * 1024;
const PATIENCE_MS = 600_000;

/** Sends a file as a teacher's browser does, and waits until it plays. */
export async function uploadRecording(
  lectern: Lectern,
  { path, codecs, seconds }: { readonly path: string; readonly codecs: string; readonly seconds: number },
): Promise<string> {
  const session = await lectern.api.sessions.create({ kind: 'class', title: 'Two hours', hostId: 'tom' });
  await lectern.api.sessions.start(session.id);
  const { recordings } = lectern.api.as({ subject: 'tom', name: 'Tom', role: 'teacher' });
  const { id } = await recordings.announce(session.id);
  const part = await recordings.openPart(id, {
    id: newId('prt'),
    startMs: 0,
    container: 'video/mp4',
    codecs,
  });
  const chunks = await putChunks(lectern, part.upload.url, path);
  const finish = await lectern.fetch(
    new Request(`${part.upload.url}/finish`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chunks, durationMs: seconds * 1000 }),
    }),
  );
  if (!finish.ok) throw new Error(`finish: ${await finish.text()}`);
  await recordings.stop(id);
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { state, failure } = await recordings.get(id);
    if (state === 'ready') return id;
    if (state === 'failed' || performance.now() > until)
      throw new Error(`the recording is ${state}: ${failure ?? 'late'}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function putChunks(lectern: Lectern, url: string, path: string): Promise<number> {
  const file = await open(path);
  try {
    for (let n = 0; ; n += 1) {
      const { bytesRead, buffer } = await file.read(
        new Uint8Array(CHUNK_BYTES),
        0,
        CHUNK_BYTES,
        n * CHUNK_BYTES,
      );
      if (bytesRead === 0) return n;
      const body = buffer.subarray(0, bytesRead);
      const digest = createHash('sha256').update(body).digest('base64');
      const response = await lectern.fetch(
        new Request(`${url}/chunks/${String(n)}`, {
          method: 'PUT',
          headers: { 'content-digest': `sha-256=:${digest}:`, 'content-type': 'application/octet-stream' },
          body,
        }),
      );
      if (!response.ok) throw new Error(`chunk ${String(n)}: ${await response.text()}`);
    }
  } finally {
    await file.close();
  }
}
