/** Every wait of a peer call in one place, so that tests can shorten them together. Milliseconds. */
export interface PeerTiming {
  /** Candidates of one link are collected this long and travel together. */
  readonly trickle: number;
  /** How often the watchdogs look. */
  readonly tick: number;
  /** How often levels are read. */
  readonly levels: number;
  /** A hole in the numbers this old is asked for again. */
  readonly gapSync: number;
  /** An offer unanswered this long is asked about. */
  readonly offerSync: number;
  /** A link that never connected is asked about this often. */
  readonly connectSync: number;
  /** A link that never connected is built anew after this. */
  readonly rebuild: number;
  /** A broken link is restarted after this by the impolite side, by the polite one after `politeRestart`. */
  readonly impoliteRestart: number;
  readonly politeRestart: number;
  /** Least time between two restarts. */
  readonly restartEvery: number;
  /** How long a link may be down before it is shown as reconnecting. */
  readonly showReconnecting: number;
  /** How long it must be up again to count: a restart towards a dead peer flickers to connected for 130 ms. */
  readonly settled: number;
  /** A post older than this means that the channel is not to be relied on. */
  readonly postStalled: number;
  /** A post is given up after this. */
  readonly postTimeout: number;
  /** First wait before a failed post is repeated; doubles up to eight times this. */
  readonly postRetry: number;
  /** After a reset every link is compared this much later. */
  readonly resetSync: number;
  /** After a reset nobody is dropped for missing in a roster for this long: others come back later. */
  readonly resetGrace: number;
}

/** As measured; see `docs/architecture.md`. */
export const PEER_TIMING: PeerTiming = {
  trickle: 50,
  tick: 250,
  levels: 150,
  gapSync: 1_500,
  offerSync: 4_000,
  connectSync: 5_000,
  rebuild: 15_000,
  impoliteRestart: 2_500,
  politeRestart: 5_000,
  restartEvery: 6_000,
  showReconnecting: 1_000,
  settled: 1_000,
  postStalled: 3_000,
  postTimeout: 8_000,
  postRetry: 500,
  resetSync: 1_500,
  resetGrace: 15_000,
};

/** After this many restarts without success a link is built anew. */
export const RESTARTS_BEFORE_REBUILD = 4;
