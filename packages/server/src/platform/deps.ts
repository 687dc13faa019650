import type { VideoProvider } from '@lectern/core';
import type { Bus } from '../ports/bus/bus.js';
import type { Clock } from '../ports/clock/clock.js';
import type { Timer } from '../ports/clock/timer.js';
import type { Log } from '../ports/log/log.js';
import type { Mailer } from '../ports/mailer/mailer.js';
import type { ObjectStore } from '../ports/object-store/object-store.js';
import type { RecordingOptions } from './server/options.js';
import type { Database } from './db/database.js';
import type { AppendFacts } from './outbox/fact.js';
import type { Feed } from './outbox/feed.js';

/** Which providers there are, by their key, in the order of preference. */
export type Providers = ReadonlyMap<string, VideoProvider>;

/** What every domain's factory is given. */
export interface DomainDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Real time, for beats on a wire. Due times come from `clock`. */
  readonly timer: Timer;
  readonly bus: Bus;
  readonly appendFacts: AppendFacts;
  readonly feed: Feed;
  readonly providers: Providers;
  readonly log: Log;
  /** None: no mail is made. */
  readonly mailer?: Mailer;
  /** None: nothing can be recorded. */
  readonly objectStore?: ObjectStore;
  /** What the operator says of recordings. */
  readonly recordings?: RecordingOptions;
  /** A new id such as `ses-` and 22 of `[a-z0-9]`. In a handler prefer `input.newId`, which survives a retry. */
  newId(prefix: string): string;
  /** Runs the sweeps soon; with a time, then. Call it after the commit that wrote a due time. */
  wakeJobs(at?: Date): void;
  /** The only source of absolute links; without a slash at its end. */
  readonly publicUrl: string;
  /** Where a person finds a session, when the LMS says so. */
  sessionUrl(sessionId: string): string | undefined;
  /** Where a person moves or cancels a booking: the page of its session, unless the LMS names another. */
  bookingUrl(bookingId: string, sessionId: string, action: 'move' | 'cancel'): string | undefined;
  /** Where a person watches a recording: the page of its session, unless the LMS names another. */
  recordingUrl(recordingId: string, sessionId: string): string | undefined;
  /** Aborted when the server stops: long answers end. */
  readonly stopping: AbortSignal;
}
