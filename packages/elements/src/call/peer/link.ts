import type { SignalMessage } from '@lectern/core/contract';
import type { TrackSource } from '../call.js';
import { InboundSequence, SentLog } from './sequence.js';
import { limitSender, type SendPlan } from './send-plan.js';

/** The order of the four m-lines, the same on both sides and for ever. */
export const SOURCES = ['microphone', 'camera', 'screen', 'screen-audio'] as const satisfies TrackSource[];

const KIND = { microphone: 'audio', camera: 'video', screen: 'video', 'screen-audio': 'audio' } as const;

type Body<Message> = Message extends SignalMessage ? Omit<Message, 'to' | 'generation'> : never;
/** A message before its address is put on. */
export type LinkMessage = Body<SignalMessage>;
type Description = Extract<LinkMessage, { kind: 'description' }>;
type Candidates = Extract<LinkMessage, { kind: 'candidates' }>;

export interface LinkOptions {
  /** The polite side gives way when both offer; the impolite one alone makes the first offer. */
  readonly polite: boolean;
  readonly configuration: RTCConfiguration;
  readonly trickle: number;
  readonly now: () => number;
  trackOf(source: TrackSource): MediaStreamTrack | null;
  send(message: LinkMessage): void;
  onTrack(source: TrackSource, track: MediaStreamTrack): void;
  onConnectionState(state: RTCPeerConnectionState): void;
  /** What the other side misses is no longer kept, or a description could not be set: build anew. */
  onUnrepairable(): void;
}

/**
 * One RTCPeerConnection with perfect negotiation over numbered messages. All media stands from the first offer on four
 * fixed transceivers, so mute, camera and screen never negotiate.
 */
export class Link {
  readonly #pc: RTCPeerConnection;
  readonly #options: LinkOptions;
  readonly #inbound = new InboundSequence<Description | Candidates>();
  readonly #sent = new SentLog<Description | Candidates>();
  /** Camera with microphone, and both of the screen: lips and sound are kept together per stream. */
  readonly #own = { person: new MediaStream(), screen: new MediaStream() };
  #trickled: (RTCIceCandidateInit | null)[] = [];
  #trickleTimer: ReturnType<typeof setTimeout> | undefined;
  #handling: Promise<void> = Promise.resolve();
  #limiting: Promise<void> = Promise.resolve();
  #plan: SendPlan | undefined;
  #makingOffer = false;
  #answerPending = false;
  #ignoringOffer = false;
  #adopted = false;
  #offerSince: number | undefined;
  #closed = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    const pc = new RTCPeerConnection({ ...options.configuration, bundlePolicy: 'max-bundle' });
    this.#pc = pc;
    pc.ontrack = ({ track, transceiver }) => {
      const source = SOURCES[pc.getTransceivers().indexOf(transceiver)];
      if (source) options.onTrack(source, track);
    };
    pc.onicecandidate = ({ candidate }) => this.#trickle(candidate && candidate.toJSON());
    pc.onconnectionstatechange = () => options.onConnectionState(pc.connectionState);
    pc.onnegotiationneeded = () => void this.#offer();
    pc.onsignalingstatechange = () => {
      this.#offerSince = pc.signalingState === 'have-local-offer' ? options.now() : undefined;
      if (pc.signalingState === 'stable') this.#limit();
    };
    if (!options.polite) this.#addTransceivers();
  }

  get connectionState(): RTCPeerConnectionState {
    return this.#pc.connectionState;
  }

  get offerSince(): number | undefined {
    return this.#offerSince;
  }

  get gapSince(): number | undefined {
    return this.#inbound.gapSince;
  }

  /** Takes a message of this generation. Descriptions and candidates are handled one by one, in order. */
  accept(message: LinkMessage): void {
    if (this.#closed) return;
    if (message.kind === 'sync') {
      this.#repair(message.have, message.reply ?? false);
      return;
    }
    for (const ready of this.#inbound.accept(message, this.#options.now()))
      this.#handling = this.#handling.then(() => this.#handle(ready));
  }

  /** Tells the other side what arrived; it sends the rest again. */
  sync(reply: boolean): void {
    this.#options.send({ kind: 'sync', have: this.#inbound.have, ...(reply ? { reply } : {}) });
  }

  /** New ICE with fresh servers. The old path plays on until the new one stands. */
  restart(iceServers: RTCIceServer[]): void {
    if (this.#closed) return;
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers });
    // Before the first description a restart of the polite side would offer a connection without media.
    if (this.#pc.remoteDescription) this.#pc.restartIce();
  }

  setTrack(source: TrackSource, track: MediaStreamTrack | null): void {
    const sender = this.#ready()?.[SOURCES.indexOf(source)]?.sender;
    if (!sender || sender.track === track) return;
    void sender.replaceTrack(track).then(
      () => this.#limit(),
      // The connection was closed, or a later call put another track there.
      () => undefined,
    );
  }

  setPlan(plan: SendPlan): void {
    this.#plan = plan;
    this.#limit();
  }

  /** The newest loudness of a remote source, 0 to 1. */
  levelOf(source: TrackSource, maxAgeMs: number): number {
    const receiver = this.#pc.getTransceivers()[SOURCES.indexOf(source)]?.receiver;
    const newest = receiver?.getSynchronizationSources?.()[0];
    if (newest?.audioLevel === undefined) return 0;
    // Browsers differ in whether the time counts from the page's start.
    const now = newest.timestamp > performance.timeOrigin / 2 ? Date.now() : performance.now();
    return now - newest.timestamp > maxAgeMs ? 0 : newest.audioLevel;
  }

  getStats(): Promise<RTCStatsReport> {
    return this.#pc.getStats();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#trickleTimer);
    const pc = this.#pc;
    pc.ontrack = pc.onicecandidate = pc.onconnectionstatechange = null;
    pc.onnegotiationneeded = pc.onsignalingstatechange = null;
    pc.close();
  }

  /** The transceivers once they are this side's to use: the polite side has them with the first offer. */
  #ready(): RTCRtpTransceiver[] | undefined {
    return this.#closed || (this.#options.polite && !this.#adopted) ? undefined : this.#pc.getTransceivers();
  }

  #streamFor(source: TrackSource): MediaStream {
    return source === 'microphone' || source === 'camera' ? this.#own.person : this.#own.screen;
  }

  #addTransceivers(): void {
    for (const source of SOURCES)
      this.#pc.addTransceiver(this.#options.trackOf(source) ?? KIND[source], {
        direction: 'sendrecv',
        streams: [this.#streamFor(source)],
      });
  }

  /** The polite side sends on the transceivers of the first offer, in its first answer already. */
  async #adoptTransceivers(): Promise<void> {
    if (this.#adopted) return;
    this.#adopted = true;
    const transceivers = this.#pc.getTransceivers();
    await Promise.all(
      SOURCES.map(async (source, index) => {
        const transceiver = transceivers[index];
        if (!transceiver) return;
        transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams?.(this.#streamFor(source));
        await transceiver.sender.replaceTrack(this.#options.trackOf(source));
      }),
    );
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.#pc.setLocalDescription();
      this.#sendDescription();
    } catch (error) {
      // Closed meanwhile, or the other side's offer came first: then it is answered, and this fires again if needed.
      if (!this.#closed && this.#pc.signalingState === 'stable') throw error;
    } finally {
      this.#makingOffer = false;
    }
  }

  async #handle(message: Description | Candidates): Promise<void> {
    if (this.#closed) return;
    if (message.kind === 'candidates') return this.#addCandidates(message.candidates);
    try {
      await this.#describe(message.description);
    } catch {
      // An answer to an offer that was rolled back fails in the stable state, and nothing is lost by it.
      if (!this.#closed && this.#pc.signalingState !== 'stable') this.#options.onUnrepairable();
    }
  }

  async #describe(description: Description['description']): Promise<void> {
    const pc = this.#pc;
    const isReady = !this.#makingOffer && (pc.signalingState === 'stable' || this.#answerPending);
    const collides = description.type === 'offer' && !isReady;
    this.#ignoringOffer = !this.#options.polite && collides;
    if (this.#ignoringOffer) return;
    this.#answerPending = description.type === 'answer';
    try {
      await pc.setRemoteDescription(description);
    } finally {
      this.#answerPending = false;
    }
    if (description.type !== 'offer') return;
    if (this.#options.polite) await this.#adoptTransceivers();
    await pc.setLocalDescription();
    this.#sendDescription();
  }

  async #addCandidates(candidates: Candidates['candidates']): Promise<void> {
    for (const candidate of candidates) {
      const description = this.#pc.remoteDescription;
      if (this.#closed || !description) return;
      // Firefox refuses late candidates of an offer that lost; Chromium is silent.
      if (candidate && !knowsUfrag(description.sdp, candidate['usernameFragment'])) continue;
      try {
        await this.#pc.addIceCandidate(candidate ?? undefined);
      } catch {
        // One candidate less. Without any the link does not connect, and the watchdog builds it anew.
      }
    }
  }

  #repair(have: number, reply: boolean): void {
    const missing = this.#sent.after(have);
    if (!missing) {
      this.#options.onUnrepairable();
      return;
    }
    for (const message of missing) this.#options.send(message);
    if (reply) this.sync(false);
  }

  #sendDescription(): void {
    const description = this.#pc.localDescription;
    if (this.#closed || !description) return;
    this.#flushTrickle();
    const { type, sdp } = description;
    this.#send({ kind: 'description', seq: this.#sent.take(), description: { type, sdp } });
  }

  /** The end of candidates travels too, as null. */
  #trickle(candidate: RTCIceCandidateInit | null): void {
    if (candidate?.candidate === '') return;
    this.#trickled.push(candidate);
    this.#trickleTimer ??= setTimeout(() => this.#flushTrickle(), this.#options.trickle);
  }

  #flushTrickle(): void {
    clearTimeout(this.#trickleTimer);
    this.#trickleTimer = undefined;
    if (this.#trickled.length === 0) return;
    const candidates = this.#trickled as Candidates['candidates'];
    this.#trickled = [];
    this.#send({ kind: 'candidates', seq: this.#sent.take(), candidates });
  }

  #send(message: Description | Candidates): void {
    this.#sent.keep(message);
    this.#options.send(message);
  }

  #limit(): void {
    const plan = this.#plan;
    const transceivers = this.#ready();
    if (!plan || !transceivers) return;
    const [, camera, screen] = transceivers;
    this.#limiting = this.#limiting.then(async () => {
      if (this.#closed) return;
      await Promise.all([
        camera && limitSender(camera.sender, plan.camera),
        screen && limitSender(screen.sender, plan.screen),
      ]).catch(() => undefined);
    });
  }
}

function knowsUfrag(sdp: string, ufrag: unknown): boolean {
  if (typeof ufrag !== 'string') return true;
  return sdp.split(/\r?\n/).includes(`a=ice-ufrag:${ufrag}`);
}
