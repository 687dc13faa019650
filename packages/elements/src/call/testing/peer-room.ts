import type { IceServer } from '@lectern/core/contract';
import { LocalTracks } from '../local-tracks.js';
import { PeerCall } from '../peer-call.js';
import type { PeerTiming } from '../peer/timing.js';
import { MemoryExchange, type MemoryExchangeOptions } from './memory-exchange.js';

/** Waits a tenth as long, so that a repair is seen within a test. */
const QUICK: Partial<PeerTiming> = {
  tick: 25,
  gapSync: 150,
  offerSync: 400,
  connectSync: 500,
  // A repair that does not work must not be hidden by a new connection.
  rebuild: 60_000,
  impoliteRestart: 250,
  politeRestart: 500,
  restartEvery: 1_000,
  postRetry: 50,
  resetSync: 150,
  resetGrace: 1_000,
};

/** Several peer calls in one page over one exchange. */
export class PeerRoom {
  readonly exchange: MemoryExchange;
  readonly #timing: Partial<PeerTiming>;
  readonly calls = new Map<string, PeerCall>();

  constructor(options: MemoryExchangeOptions & { readonly timing?: Partial<PeerTiming> } = {}) {
    this.#timing = { ...QUICK, ...options.timing };
    this.exchange = new MemoryExchange(options);
  }

  async join(
    id: string,
    options: {
      timing?: Partial<PeerTiming>;
      camera?: MediaTrackConstraints;
      renewIceServers?: () => Promise<readonly IceServer[]>;
    } = {},
  ): Promise<PeerCall> {
    const tracks = new LocalTracks(options.camera ? { camera: options.camera } : {});
    const call = new PeerCall({
      connectionId: id,
      iceServers: [],
      signalling: this.exchange.signallingOf(id),
      tracks,
      ...(options.renewIceServers ? { renewIceServers: options.renewIceServers } : {}),
      timing: { ...this.#timing, ...options.timing },
    });
    const close = call.close.bind(call);
    call.close = () => {
      close();
      tracks.close();
    };
    this.calls.set(id, call);
    await call.connect();
    return call;
  }

  /** Tells everybody who is there and what they send, as the channel would. */
  announce(): void {
    for (const call of this.calls.values()) {
      call.setRoster([...this.calls.keys()]);
      for (const [id, other] of this.calls) {
        const { microphone, camera, screen } = other.snapshot.local;
        call.setRemoteMedia(id, { mic: microphone, camera, screen });
      }
    }
  }

  leave(id: string): void {
    this.calls.get(id)?.close();
    this.calls.delete(id);
  }

  close(): void {
    for (const call of this.calls.values()) call.close();
    this.calls.clear();
    this.exchange.close();
  }
}
