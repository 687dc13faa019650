import type { ServerResponse } from 'node:http';

/** Writes an answer as fast as the client reads it. A client that goes away ends its body. */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (gone.aborted) return response.body?.cancel();
  if (!response.body) {
    outgoing.end();
    return;
  }
  // A stream may be silent at first; its reader wants to know that it is open.
  outgoing.flushHeaders();
  const reader = response.body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  gone.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!outgoing.write(value)) await untilDrained(outgoing, gone);
    }
    if (!gone.aborted) outgoing.end();
  } catch {
    // Half an answer must not look like a whole one.
    outgoing.destroy();
  } finally {
    gone.removeEventListener('abort', cancel);
  }
}

function untilDrained(outgoing: ServerResponse, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off('drain', done);
      gone.removeEventListener('abort', done);
      resolve();
    };
    if (gone.aborted) return resolve();
    outgoing.once('drain', done);
    gone.addEventListener('abort', done, { once: true });
  });
}
