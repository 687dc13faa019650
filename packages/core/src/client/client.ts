import type {
  AskMediaInput,
  AttendanceReport,
  Availability,
  Booking,
  CalendarFeed,
  CancelBookingInput,
  ChannelEvent,
  ChatMessage,
  CreateBookingInput,
  CreateSessionInput,
  Heartbeat,
  JoinedSession,
  JoinSessionInput,
  JoinTicket,
  KeepRecordingInput,
  ListBookingsInput,
  ListOfferingsInput,
  ListRecordingsInput,
  ListSessionsInput,
  ListSlotsInput,
  Me,
  MediaState,
  MoveBookingInput,
  NewCalendarFeed,
  Offering,
  OpenedPart,
  OpenPartInput,
  Page,
  Person,
  Playback,
  PostChatInput,
  PutOfferingInput,
  PutPersonInput,
  ReactionName,
  Recording,
  RecordingDownload,
  SendSignalsInput,
  SendSignalsResult,
  Session,
  SetPositionInput,
  SlotList,
  UploadTicket,
} from '../contract/index.js';
import type { CallOptions } from '../provider.js';

export interface WriteOptions extends CallOptions {
  /** Sent as `Idempotency-Key`: the same key twice is done once. Default for POST: a fresh one, kept over retries. */
  readonly idempotencyKey?: string;
}

export interface MeClient {
  get(options?: CallOptions): Promise<Me>;
}

export interface PeopleClient {
  put(id: string, input: PutPersonInput, options?: CallOptions): Promise<Person>;
}

export interface SessionsClient {
  list(input?: ListSessionsInput, options?: CallOptions): Promise<Page<Session>>;
  get(id: string, options?: CallOptions): Promise<Session>;
  create(input: CreateSessionInput, options?: WriteOptions): Promise<Session>;
  start(id: string, options?: WriteOptions): Promise<Session>;
  end(id: string, options?: WriteOptions): Promise<Session>;
  cancel(id: string, options?: WriteOptions): Promise<Session>;
  reopen(id: string, options?: WriteOptions): Promise<Session>;
  join(id: string, input: JoinSessionInput, options?: WriteOptions): Promise<JoinedSession>;
}

export interface ConnectionsClient {
  /** The whole class state as this connection sees it now: after a `reset`, or once admitted. */
  get(id: string, options?: CallOptions): Promise<JoinedSession>;
  heartbeat(id: string, options?: CallOptions): Promise<Heartbeat>;
  ticket(id: string, options?: CallOptions): Promise<JoinTicket>;
  setMedia(id: string, media: MediaState, options?: CallOptions): Promise<void>;
  sendSignals(id: string, input: SendSignalsInput, options?: CallOptions): Promise<SendSignalsResult>;
  /** Sent with `keepalive`, so that it survives the page. */
  leave(id: string, options?: CallOptions): Promise<void>;
}

export interface ChannelClient {
  postChat(sessionId: string, input: PostChatInput, options?: CallOptions): Promise<ChatMessage>;
  /** `personId` `me` for oneself. */
  setHand(sessionId: string, personId: string, raised: boolean, options?: CallOptions): Promise<void>;
  /** All of them. */
  lowerHands(sessionId: string, options?: CallOptions): Promise<void>;
  lockChat(sessionId: string, locked: boolean, options?: CallOptions): Promise<void>;
  sendReaction(sessionId: string, reaction: ReactionName, options?: CallOptions): Promise<void>;
  /** Mutes somebody, or everybody, or asks somebody to speak. */
  askMedia(sessionId: string, input: AskMediaInput, options?: CallOptions): Promise<void>;
  removePerson(sessionId: string, personId: string, options?: CallOptions): Promise<void>;
}

export interface OfferingsClient {
  list(input?: ListOfferingsInput, options?: CallOptions): Promise<Page<Offering>>;
  create(input: PutOfferingInput, options?: WriteOptions): Promise<Offering>;
  put(id: string, input: PutOfferingInput, options?: CallOptions): Promise<Offering>;
  slots(input: ListSlotsInput, options?: CallOptions): Promise<SlotList>;
}

export interface AvailabilityClient {
  get(hostId: string, options?: CallOptions): Promise<Availability>;
  put(hostId: string, availability: Availability, options?: CallOptions): Promise<Availability>;
}

export interface BookingsClient {
  list(input?: ListBookingsInput, options?: CallOptions): Promise<Page<Booking>>;
  get(id: string, options?: CallOptions): Promise<Booking>;
  create(input: CreateBookingInput, options?: WriteOptions): Promise<Booking>;
  cancel(id: string, input?: CancelBookingInput, options?: WriteOptions): Promise<Booking>;
  move(id: string, input: MoveBookingInput, options?: WriteOptions): Promise<Booking>;
  /** The booking as an iCalendar file. */
  ics(id: string, options?: CallOptions): Promise<Blob>;
}

export interface CalendarsClient {
  /** Whether there is a link to subscribe to one's own sessions. */
  feed(options?: CallOptions): Promise<CalendarFeed>;
  /** A new link; one that was there stops working. */
  createFeed(options?: CallOptions): Promise<NewCalendarFeed>;
  deleteFeed(options?: CallOptions): Promise<void>;
  /** A session as an iCalendar file. */
  ics(sessionId: string, options?: CallOptions): Promise<Blob>;
}

export interface AttendanceClient {
  get(sessionId: string, options?: CallOptions): Promise<AttendanceReport>;
}

export interface RecordingsClient {
  list(input?: ListRecordingsInput, options?: CallOptions): Promise<Page<Recording>>;
  get(id: string, options?: CallOptions): Promise<Recording>;
  /** Tells everybody in the class that a recording begins; the recorder starts after it. */
  announce(sessionId: string, options?: WriteOptions): Promise<Recording>;
  openPart(id: string, input: OpenPartInput, options?: WriteOptions): Promise<OpenedPart>;
  renewUpload(partId: string, options?: WriteOptions): Promise<UploadTicket>;
  /** The recorder stopped; what it holds may still be on its way. */
  stop(id: string, options?: WriteOptions): Promise<Recording>;
  playback(id: string, options?: WriteOptions): Promise<Playback>;
  download(id: string, options?: WriteOptions): Promise<RecordingDownload>;
  setPosition(id: string, input: SetPositionInput, options?: CallOptions): Promise<void>;
  keep(id: string, input: KeepRecordingInput, options?: CallOptions): Promise<Recording>;
  delete(id: string, options?: CallOptions): Promise<Recording>;
  restore(id: string, options?: WriteOptions): Promise<Recording>;
}

export type StreamState = 'connecting' | 'open' | 'offline' | 'closed';

export interface EventStreamOptions {
  /**
   * What to hear: `me` (sessions and bookings of mine) and `connection:<id>` (everything of the session that this
   * connection of mine is in, signals to it included).
   */
  readonly topics: readonly string[];
  /** Where to begin, from `JoinedSession.cursor`. Default: from now on. */
  readonly cursor?: string;
  onEvent(event: ChannelEvent): void;
  /** `offline`: no byte for 2.5 heartbeats, or the fetch failed; it tries again by itself until closed. */
  onState?(state: StreamState): void;
  /** What ends it for good, such as `CONNECTION_UNKNOWN`, `TOKEN_INVALID`. */
  onError?(error: unknown): void;
}

export interface EventStream {
  readonly state: StreamState;
  /** Of the last kept event. */
  readonly cursor: string | undefined;
  /** Changes the topics; reopens from the cursor when they differ. */
  setTopics(topics: readonly string[], cursor?: string): void;
  close(): void;
}

export interface EventsClient {
  open(options: EventStreamOptions): EventStream;
}

/**
 * Everything a page or a back end asks the server for, one slice a resource. Any back end that implements a slice will
 * do for the elements that use it. Every call throws `LecternError`.
 */
export interface LecternClient {
  readonly me: MeClient;
  readonly people: PeopleClient;
  readonly sessions: SessionsClient;
  readonly connections: ConnectionsClient;
  readonly channel: ChannelClient;
  readonly offerings: OfferingsClient;
  readonly availability: AvailabilityClient;
  readonly bookings: BookingsClient;
  readonly calendars: CalendarsClient;
  readonly attendance: AttendanceClient;
  readonly recordings: RecordingsClient;
  readonly events: EventsClient;
}

export interface AccessToken {
  readonly token: string;
  /** ISO 8601 with `Z`. Renewed at 80 % of the time from receipt. Left out: used until a 401. */
  readonly expiresAt?: string;
}

export interface CreateClientOptions {
  /** Where the server is, with or without a trailing slash, e.g. `https://lms.example.edu`. `/v1/…` is added. */
  readonly apiUrl: string;
  /** Asks the LMS for a token. Called before the first request, at 80 % of its life, and once after a 401. */
  getToken(options: { readonly signal?: AbortSignal }): Promise<AccessToken | string>;
  /** Default: `globalThis.fetch`. */
  readonly fetch?: (input: Request) => Promise<Response>;
  /** Per request, ms. Default: 15,000 (8,000 for signals and heartbeats). */
  readonly timeoutMs?: number;
}
