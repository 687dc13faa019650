/** Work found by a query on a due column of our own tables, compared with the clock port. Idempotent. */
export interface Sweep {
  readonly name: string;
  /** Longest time between two runs. Default: 5,000. */
  readonly everyMs?: number;
  /** One pass. Answers when it wants to run next at the earliest due time, if it knows. */
  run(now: Date): Promise<Date | undefined>;
}
