import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** So small a piece that a player which goes away has little on its way. */
const PIECE_BYTES = 8 * 1024;

/** A line to one server that passes so many bits a second to whoever is behind it, all connections together. */
export interface SlowLink {
  readonly url: string;
  /** Bytes that went to the client since the last call. */
  takeBytes(): number;
  close(): Promise<void>;
}

/** What the client says arrives `latencyMs` later. */
export async function openSlowLink(to: string, bitsPerSecond: number, latencyMs: number): Promise<SlowLink> {
  const target = new URL(to);
  const bytesPerMs = bitsPerSecond / 8 / 1000;
  const sockets = new Set<Socket>();
  let passed = 0;
  /** When the line is free again. */
  let freeAt = 0;

  async function pump(server: Socket, client: Socket): Promise<void> {
    for await (const chunk of server as AsyncIterable<Buffer>)
      for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) {
        const piece = chunk.subarray(at, at + PIECE_BYTES);
        const now = performance.now();
        freeAt = Math.max(freeAt, now) + piece.byteLength / bytesPerMs;
        if (freeAt - now > 1) await pause(freeAt - now);
        if (client.destroyed) return;
        passed += piece.byteLength;
        if (!client.write(piece))
          await new Promise<void>((resolve) => client.once('drain', resolve).once('close', resolve));
      }
    client.end();
  }

  const listener = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.setMaxListeners(0);
      one.on('error', () => undefined);
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.on('data', (chunk) => void setTimeout(() => server.write(chunk), latencyMs));
    pump(server, client).catch(() => client.destroy());
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `http://127.0.0.1:${String((listener.address() as AddressInfo).port)}`,
    takeBytes() {
      const bytes = passed;
      passed = 0;
      return bytes;
    },
    async close() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
