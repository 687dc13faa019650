import {
  MailRefusedError,
  MailUnsentError,
  type Mailer,
  type MailMessage,
} from '../../ports/mailer/mailer.js';

/** A mailer that keeps what it is given. */
export interface TestMailbox extends Mailer {
  readonly sent: MailMessage[];
  /** What `send` does for an address; without one it takes the mail. */
  readonly faults: Map<string, 'refuse' | 'fail'>;
  /** Called with each mail before it is taken. */
  before: (message: MailMessage) => Promise<void>;
  /** Of one person, the oldest first. */
  to(address: string): readonly MailMessage[];
  /** `bo@example.org confirm 0`, sorted: who got what. */
  summary(): readonly string[];
  /** What came since the last time this was asked. */
  take(): readonly string[];
}

export function createMailbox(): TestMailbox {
  const sent: MailMessage[] = [];
  const faults = new Map<string, 'refuse' | 'fail'>();
  const line = ({ to, messageId }: MailMessage): string => {
    const [, kind = '', sequence = ''] = /^<[^.]+\.(\w+)\.(\d+)\./.exec(messageId) ?? [];
    return `${to.address} ${kind} ${sequence}`;
  };
  let seen = 0;
  return {
    from: { address: 'mail@campus.example', name: 'Campus' },
    sent,
    faults,
    before: () => Promise.resolve(),
    async send(message, { signal }) {
      await this.before(message);
      signal.throwIfAborted();
      const fault = faults.get(message.to.address);
      if (fault === 'refuse') throw new MailRefusedError('The mail server refuses the recipient.');
      if (fault === 'fail') throw new MailUnsentError('The mail server is away.', { response: '421 later' });
      sent.push(message);
    },
    close: () => Promise.resolve(),
    to: (address) => sent.filter(({ to }) => to.address === address),
    summary: () => sent.map(line).sort(),
    take() {
      const fresh = sent.slice(seen).map(line).sort();
      seen = sent.length;
      return fresh;
    },
  };
}
