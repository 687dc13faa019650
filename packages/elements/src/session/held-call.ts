import type { RosterEntry } from '@lectern/core/contract';
import type { Call, CallSnapshot } from '../call/call.js';

/** The present call, and what it is told of the class. */
export class HeldCall {
  readonly #onSnapshot: (snapshot: CallSnapshot | undefined) => void;
  #call: Call | undefined;
  #connectionId: string | undefined;
  #speakerId: string | undefined;

  constructor(onSnapshot: (snapshot: CallSnapshot | undefined) => void) {
    this.#onSnapshot = onSnapshot;
  }

  get current(): Call | undefined {
    return this.#call;
  }

  /** Puts another call in its place; the former, of a connection that lapsed, played until now. */
  async replace(call: Call, connectionId: string): Promise<void> {
    this.#call?.close();
    this.#call = call;
    this.#connectionId = connectionId;
    call.subscribe(() => this.#tell(call));
    await call.connect();
    if (this.#speakerId && this.#call === call) void call.setSpeaker(this.#speakerId);
    this.#tell(call);
  }

  /** @param ownId Of the roster; a call of a former connection learns nothing more. */
  setRoster(roster: readonly RosterEntry[], ownId: string | undefined): void {
    if (ownId !== this.#connectionId) return;
    const others = roster.filter(({ connectionId }) => connectionId !== ownId);
    this.#call?.setRoster(others.map(({ connectionId }) => connectionId));
    for (const { connectionId, media } of others) this.#call?.setRemoteMedia(connectionId, media);
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.#speakerId = deviceId;
    await this.#call?.setSpeaker(deviceId);
  }

  close(): void {
    const call = this.#call;
    this.#call = undefined;
    call?.close();
    this.#onSnapshot(undefined);
  }

  #tell(call: Call): void {
    if (this.#call === call) this.#onSnapshot(call.snapshot);
  }
}
