import {
  LecternError,
  type JoinedSession,
  type LeftReason,
  type Me,
  type MediaState,
  type Session,
} from '@lectern/core/contract';
import type { Call } from '../call/call.js';
import { openCall } from '../call/open-call.js';
import { ServerClock } from '../internal/server-clock.js';
import { ChatLog } from './chat-log.js';
import { ClassCommands } from './class-commands.js';
import { ClassState } from './class-state.js';
import { doorsOf } from './doors.js';
import { hubFor } from './event-hub.js';
import { HeldCall } from './held-call.js';
import { JoinedConnection } from './joined-connection.js';
import { KeyedState } from './keyed-state.js';
import { isPassing, leftReasonOf, PHASE_AFTER } from './left-reason.js';
import { Lobby } from './lobby.js';
import { MediaReport } from './media-report.js';
import { MediaRequests } from './media-requests.js';
import { OwnMedia } from './own-media.js';
import { ReactionLog } from './reaction-log.js';
import { SessionRecording } from './session-recording.js';
import { knowingNothing, type SessionPhase, type SessionState } from './session-state.js';
import type { SessionStoreOptions } from './session-options.js';
import { backoff, SESSION_TIMING, type SessionTiming } from './timing.js';

const BUSY: readonly SessionPhase[] = ['joining', 'waiting', 'in-call'];

/**
 * One class as this page takes part in it: commands in, state out, no DOM. The stream, the call and the devices belong
 * to it and not to the elements that show it.
 */
export class SessionStore {
  readonly state: KeyedState<SessionState>;
  readonly clock = new ServerClock();
  /** What one asks of the class. */
  readonly commands: ClassCommands;
  /** What others ask of one's microphone. */
  readonly requests: MediaRequests;
  /** What is recorded of the class, and by whom. */
  readonly recording: SessionRecording;
  readonly #options: SessionStoreOptions;
  readonly #timing: SessionTiming;
  readonly #chat: ChatLog;
  readonly #class: ClassState;
  readonly #media = new OwnMedia(() => this.#onMedia());
  readonly #reactions = new ReactionLog((reactions) => this.state.set({ reactions }));
  readonly #call = new HeldCall((call) => this.state.set({ call }));
  #lobby: Lobby | undefined;
  #connection: JoinedConnection | undefined;
  #report: MediaReport | undefined;
  /** Counts up when what goes on is given up: an answer to an older attempt is late. */
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #offline: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: SessionStoreOptions) {
    this.#options = options;
    this.#timing = { ...SESSION_TIMING, ...options.timing };
    this.state = new KeyedState<SessionState>(knowingNothing(this.#media.snapshot));
    this.commands = new ClassCommands(options.client, options.sessionId, this.state);
    this.requests = new MediaRequests(this.state, (on) => this.setMicrophone(on));
    this.#chat = new ChatLog({
      retryMs: this.#timing.retry,
      post: (input) => options.client.channel.postChat(options.sessionId, input),
      author: () => {
        const { me, session } = this.state.current;
        return me && { ...me, isHost: session?.host.id === me.id };
      },
      onChange: (chat) => this.state.set({ chat }),
      onError: (error) => this.commands.complain(error),
    });
    this.recording = new SessionRecording(options, this);
    this.#class = new ClassState({
      state: this.state,
      chat: this.#chat,
      clock: this.clock,
      onRoster: () => this.#tellCall(),
      onEnded: () => this.#stop('ended'),
      onRecording: (notice) => this.recording.receive(notice),
      onReaction: (reaction) => this.#reactions.add(reaction),
      onMediaAsked: (asked) => this.requests.receive(asked),
      onSessionChanged: () => void this.#reload(this.#attempt),
    });
  }

  /** The call as long as there is one. */
  get call(): Call | undefined {
    return this.#call.current;
  }

  get #now(): SessionState {
    return this.state.current;
  }

  /** Reads the session, so that there is something to show before joining; keeps it up to date until then. */
  async load(): Promise<void> {
    if (BUSY.includes(this.#now.phase) || this.#closed) return;
    this.#attempt += 1;
    this.#lobby?.close();
    this.state.set({ error: undefined, phase: this.#now.phase === 'failed' ? 'idle' : this.#now.phase });
    const { client, sessionId } = this.#options;
    this.#lobby = new Lobby({
      client,
      sessionId,
      clock: this.clock,
      retryMs: this.#timing.retry,
      onSession: (session, me) => this.#onSession(session, me),
      onRefused: (error) => this.#refused(error),
    });
    await this.#lobby.open();
  }

  /** Opens camera and microphone as they were wished the last time. Problems stand in `local.problems`. */
  prepare(wishes: Parameters<OwnMedia['wish']>[0] = {}): Promise<void> {
    this.#media.wish(wishes);
    return this.#media.open(this.#now.you?.can);
  }

  /** Enters the class, or its waiting room; also takes it back from another device. */
  async join(): Promise<void> {
    if (BUSY.includes(this.#now.phase) || this.#closed) return;
    const attempt = ++this.#attempt;
    this.#lobby?.close();
    const isReturning = this.#now.phase !== 'prejoin' && this.#now.phase !== 'idle';
    this.state.set({ phase: 'joining', doors: undefined, error: undefined });
    if (isReturning) void this.prepare();
    try {
      await this.#join(attempt);
    } catch (error) {
      if (attempt === this.#attempt) this.#refused(error);
    }
  }

  /** Goes, and says so. */
  leave(): void {
    if (!BUSY.includes(this.#now.phase)) return;
    this.#sayGoodbye();
    this.#stop('left');
  }

  /** Ends the class for everybody. */
  async end(): Promise<void> {
    const isDone = await this.commands.end();
    if (isDone && BUSY.includes(this.#now.phase)) this.#stop('ended');
  }

  setMicrophone(on: boolean, deviceId?: string): Promise<void> {
    return this.#media.setMicrophone(on, deviceId);
  }

  setCamera(on: boolean, deviceId?: string): Promise<void> {
    return this.#media.setCamera(on, deviceId);
  }

  setScreen(on: boolean): Promise<void> {
    return this.#media.setScreen(on);
  }

  setSpeaker(deviceId: string): Promise<void> {
    return this.#call.setSpeaker(deviceId);
  }

  turnOnSound(): Promise<void> {
    return this.call?.turnOnSound() ?? Promise.resolve();
  }

  postChat(text: string): void {
    const line = text.trim();
    if (line) this.#chat.post(line);
  }

  retryChat(id: string): void {
    this.#chat.retry(id);
  }

  /** The message of the last command was read. */
  dismissError(): void {
    if (this.#now.phase !== 'failed') this.state.set({ error: undefined });
  }

  /** Leaves and lets everything go. The store is not to be used afterwards. */
  close(): void {
    if (this.#closed) return;
    if (BUSY.includes(this.#now.phase)) this.#sayGoodbye();
    this.#closed = true;
    this.#stop('left');
    this.recording.close();
    this.#chat.close();
    this.#media.close();
  }

  /** What one finds before the class. */
  #onSession(session: Session, me: Me | undefined): void {
    this.state.set({
      session,
      you: session.you,
      ...(me ? { me: { id: me.id, name: me.name, ...(me.zone && { zone: me.zone }) } } : {}),
    });
    const doors = doorsOf(session, this.clock.now());
    if (doors === 'over') this.#stop('ended');
    else if (session.you.can['session.join']) this.state.set({ phase: 'prejoin', doors });
    else this.#refused(new LecternError('FORBIDDEN', 'You may see this session, but not join it.'));
  }

  async #join(attempt: number): Promise<void> {
    const { client, sessionId, deviceId } = this.#options;
    const media = this.#media.state;
    const joined = await client.sessions.join(sessionId, { deviceId, media });
    if (attempt !== this.#attempt) {
      // One left, or the page went, while the answer was on its way.
      void client.connections.leave(joined.connectionId).catch(() => undefined);
      return;
    }
    this.#enter(joined, media, attempt);
    if (joined.state === 'waiting') this.state.set({ phase: 'waiting', rejoining: false });
    else await this.#openCall(attempt);
  }

  #enter(joined: JoinedSession, media: MediaState, attempt: number): void {
    this.#leaveConnection();
    const { client, sessionId } = this.#options;
    const isCurrent = (): boolean => attempt === this.#attempt && !this.#closed;
    this.#report = new MediaReport(media, this.#timing.retry, (now) =>
      client.connections.setMedia(joined.connectionId, now),
    );
    this.#class.take(joined);
    this.#connection = new JoinedConnection({
      connections: client.connections,
      hub: hubFor(client),
      joined,
      sessionId,
      onEvent: (event) => this.#class.apply(event),
      onReset: () => void this.#reload(attempt),
      onState: (open) => this.#onChannel(open),
      onAdmitted: () => {
        if (isCurrent()) void this.#admitted(attempt);
      },
      onLeft: (why) => {
        if (isCurrent()) this.#onLeft(why);
      },
      onRefused: (error) => {
        if (isCurrent()) this.#refused(error);
      },
    });
    this.#report.set(this.#media.state);
  }

  async #openCall(attempt: number): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    const { client } = this.#options;
    const open = this.#options.openCall ?? openCall;
    const renewTicket = (): ReturnType<typeof client.connections.ticket> =>
      client.connections.ticket(connection.id);
    const call = await open(await renewTicket(), {
      connectionId: connection.id,
      signalling: connection.signalling,
      renewTicket,
      tracks: this.#media.tracks,
    });
    if (attempt !== this.#attempt || this.#connection !== connection) {
      call.close();
      return;
    }
    await this.#call.replace(call, connection.id);
    if (attempt !== this.#attempt || this.call !== call) return;
    this.#tellCall();
    this.state.set({ phase: 'in-call', rejoining: false });
  }

  async #admitted(attempt: number): Promise<void> {
    try {
      await this.#reload(attempt);
      if (attempt === this.#attempt) await this.#openCall(attempt);
    } catch (error) {
      if (attempt === this.#attempt) this.#onTrouble(error);
    }
  }

  /** Reads everything again: what is known may be incomplete. */
  async #reload(attempt: number): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    this.#class.hold();
    for (let failures = 0; attempt === this.#attempt && this.#connection === connection; failures += 1) {
      try {
        const joined = await this.#options.client.connections.get(connection.id);
        if (attempt !== this.#attempt || this.#connection !== connection) return;
        this.#class.take(joined);
        return;
      } catch (error) {
        if (attempt !== this.#attempt || this.#connection !== connection) return;
        if (!isPassing(error)) {
          this.#class.drop();
          this.#onTrouble(error);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, backoff(this.#timing.retry, failures + 1)));
      }
    }
  }

  #onChannel(open: boolean): void {
    clearTimeout(this.#offline);
    if (!open) {
      this.#offline = setTimeout(() => this.state.set({ online: false }), this.#timing.showOffline);
      return;
    }
    this.state.set({ online: true });
    this.#chat.flush();
  }

  #tellCall(): void {
    const { roster, connectionId } = this.#now;
    this.#call.setRoster(roster, connectionId);
  }

  #onLeft(why: LeftReason): void {
    if (why === 'lapsed') this.#rejoin();
    else this.#stop(PHASE_AFTER[why]);
  }

  #onTrouble(error: unknown): void {
    const why = leftReasonOf(error);
    if (why) this.#onLeft(why);
    else if (isPassing(error)) this.#rejoin();
    else this.#refused(error);
  }

  /** The server forgot us: comes back in place, with the devices on and the old media playing as long as it does. */
  #rejoin(failures = 0): void {
    const attempt = ++this.#attempt;
    this.#leaveConnection();
    this.#class.drop();
    this.state.set({ rejoining: true });
    const wait = failures === 0 ? 0 : backoff(this.#timing.retry, failures);
    this.#retry = setTimeout(() => {
      void this.#join(attempt).catch((error: unknown) => {
        if (attempt !== this.#attempt) return;
        if (isPassing(error) || leftReasonOf(error) === 'lapsed') this.#rejoin(failures + 1);
        else this.#refused(error);
      });
    }, wait);
  }

  #refused(error: unknown): void {
    if (!LecternError.is(error)) {
      this.#stop('failed');
      throw error;
    }
    const isFull = error.code === 'ROOM_FULL';
    const why = leftReasonOf(error);
    if (this.#connection) this.#sayGoodbye();
    this.#stop(isFull ? 'full' : why && why !== 'lapsed' ? PHASE_AFTER[why] : 'failed', error);
  }

  #sayGoodbye(): void {
    const id = this.#connection?.id;
    if (id) void this.#options.client.connections.leave(id).catch(() => undefined);
  }

  #leaveConnection(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#offline);
    this.#connection?.close();
    this.#connection = undefined;
    this.#report?.close();
    this.#report = undefined;
  }

  /** Ends everything that goes on: stream, call and devices. */
  #stop(phase: SessionPhase, error?: LecternError): void {
    this.#attempt += 1;
    this.#lobby?.close();
    this.#leaveConnection();
    this.#class.drop();
    this.#call.close();
    this.#reactions.clear();
    this.#media.release();
    this.state.set({
      phase,
      error,
      doors: undefined,
      connectionId: undefined,
      roster: [],
      hands: [],
      chatLocked: false,
      asked: undefined,
      online: true,
      rejoining: false,
    });
  }

  #onMedia(): void {
    this.state.set({ local: this.#media.snapshot });
    this.requests.mediaChanged();
    this.#report?.set(this.#media.state);
  }
}
