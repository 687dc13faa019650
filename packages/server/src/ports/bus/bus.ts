/** A message that is worth nothing later: a signal to one connection, "there is news on this topic". */
export interface BusMessage {
  readonly topic: string;
  readonly payload: unknown;
}

/** Carries passing messages between the processes of one installation. At most once, no order between topics. */
export interface Bus {
  publish(messages: readonly BusMessage[]): Promise<void>;
  /** Answers what ends it. The listener must not throw. */
  subscribe(topic: string, listener: (message: BusMessage) => void): () => void;
  close(): Promise<void>;
}
