import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as a server took it. */
export interface TakenMail {
  readonly to: string;
  readonly secure: boolean;
  readonly user: string | undefined;
  readonly bytes: Uint8Array;
}

/** What the server does to one mail; nothing: it takes it. */
export type MailFault = 'cut' | 'cut-after-data' | number;

export interface TestSmtpServer {
  readonly port: number;
  readonly ca: string;
  readonly taken: readonly TakenMail[];
  /** Answers recipients with this code, by address. */
  readonly refused: Map<string, number>;
  /** What happens to the next mails, one each. */
  readonly faults: MailFault[];
  close(): Promise<void>;
}

export interface TestSmtpServerOptions {
  /** Default: any that is free. */
  readonly port?: number;
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly withoutTls?: boolean;
  /** Awaited before a recipient is answered. */
  readonly beforeAnswer?: () => Promise<void>;
}

let made: { readonly key: string; readonly cert: string } | undefined;

function certificate(): { readonly key: string; readonly cert: string } {
  if (made) return made;
  const dir = mkdtempSync(join(tmpdir(), 'lectern-smtp-'));
  const key = join(dir, 'key.pem');
  const cert = join(dir, 'cert.pem');
  try {
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
        '-keyout', key, '-out', cert, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      { stdio: 'pipe' },
    ); // prettier-ignore
    made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    return made;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const failWith = (responseCode: number): Error =>
  Object.assign(new Error(responseCode === 550 ? '5.1.1 unknown' : 'not now'), { responseCode });

/** A real mail server in this process, with STARTTLS under a certificate of its own. */
export async function startSmtpServer(options: TestSmtpServerOptions = {}): Promise<TestSmtpServer> {
  const { auth, withoutTls = false, beforeAnswer } = options;
  const { key, cert } = certificate();
  const taken: TakenMail[] = [];
  const refused = new Map<string, number>();
  const faults: MailFault[] = [];
  const handlers: SMTPServerOptions = {
    onAuth({ username, password }, _session, done) {
      if (username === auth?.user && password === auth?.pass) done(null, { user: username });
      else done(failWith(535));
    },
    onRcptTo({ address }, _session, done) {
      const code = refused.get(address);
      const answer = (): void => done(code === undefined ? null : failWith(code));
      if (beforeAnswer) void beforeAnswer().then(answer);
      else answer();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const fault = faults.shift();
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (fault === 'cut') return void cut(session.id);
        if (typeof fault === 'number') return void done(failWith(fault));
        taken.push({
          to: session.envelope.rcptTo.map(({ address }) => address).join(' '),
          secure: session.secure,
          user: session.user,
          bytes: Buffer.concat(chunks),
        });
        if (fault === 'cut-after-data') cut(session.id);
        else done();
      });
    },
  };
  const server = new SMTPServer({
    key,
    cert,
    authOptional: auth === undefined,
    disabledCommands: [...(auth === undefined ? ['AUTH'] : []), ...(withoutTls ? ['STARTTLS'] : [])],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    ...handlers,
  });
  const cut = (id: string): void => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>)
      if (connection.id === id) connection._socket.destroy();
  };
  // A client that refuses the certificate raises it.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    ca: cert,
    taken,
    refused,
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
