import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import { parseFrom, requireAddress } from './mail-address.js';
import { MailRefusedError, MailUnsentError, type MailAddress, type Mailer } from './mailer.js';
import { toMimeMessage } from './mime-message.js';

const CALLER = 'smtpMailer';
const DEFAULT_TIMEOUT_SECONDS = 60;
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;
const LONGEST_RESPONSE = 500;
const SUBMISSION_PORT = 587;
const IMPLICIT_TLS_PORT = 465;
/** Permanent for this session, not for the recipient: out of order, and a login that is missing. */
const OUR_FAULT: ReadonlySet<number> = new Set([503, 530]);

export interface SmtpMailerOptions {
  /** `smtp://user:password@mail.example:587` or `smtps://…`, escaped as in any address. Instead of the three below. */
  readonly url?: string;
  readonly host?: string;
  /** Default: 587, with STARTTLS; with 465 the connection begins encrypted. */
  readonly port?: number;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Who the mail is from: `Campus <mail@campus.example>`. Calendars send answers there. */
  readonly from: string | MailAddress;
  /** `false` sends in the clear where the server offers no STARTTLS: for a server on this machine only. Default: true. */
  readonly requireTls?: boolean;
  /** For a server with a certificate of its own. */
  readonly tls?: { readonly ca?: string | readonly string[]; readonly servername?: string };
  /** One mail at most. Default: 60. */
  readonly timeoutSeconds?: number;
}

/**
 * Sends over SMTP.
 *
 * @throws {TypeError} when an option is missing or wrong. Never with a secret in its message.
 *
 * @example
 * ```ts
 * import { smtpMailer } from '@lectern/server';
 *
 * const mailer = smtpMailer({ url: process.env['SMTP_URL'] ?? '', from: 'Campus <mail@campus.example>' });
 * ```
 */
export function smtpMailer(options: SmtpMailerOptions): Mailer {
  const from = parseFrom(CALLER, options.from);
  const server = serverOf(options);
  const { requireTls = true, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, tls } = options;
  const transport = createTransport({
    ...server,
    requireTLS: requireTls && !server.secure,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    ...(tls && {
      tls: {
        ...(tls.ca !== undefined && { ca: typeof tls.ca === 'string' ? tls.ca : [...tls.ca] }),
        ...(tls.servername !== undefined && { servername: tls.servername }),
      },
    }),
  } satisfies SMTPTransportOptions);
  const secrets = server.auth ? secretsOf(server.auth) : [];
  return {
    from,
    async send(message, { signal }) {
      requireAddress(message.to);
      const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
      try {
        await transport.sendMail({
          ...toMimeMessage(message, from),
          signal: AbortSignal.any([signal, deadline]),
        });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw toMailError(error, secrets);
      }
    },
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}

interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

function serverOf({ url, host, port, auth }: SmtpMailerOptions): SmtpServer {
  if ((url === undefined) === (host === undefined)) throw wrong('give either url or host');
  if (url === undefined)
    return toServer({ host: host ?? '', port: port ?? SUBMISSION_PORT, ...(auth && { auth }) });
  // The address is a secret: no message may carry it.
  if (!URL.canParse(url)) throw wrong('url must be like smtp://user:password@mail.example:587');
  const { protocol, hostname, port: urlPort, username, password, search, hash } = new URL(url);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '')
    throw wrong('url must be like smtp://user:password@mail.example:587');
  if (search !== '' || hash !== '')
    throw wrong('url must end with the port: the rest are options of their own');
  if (port !== undefined || auth !== undefined) throw wrong('port and auth stand in url, or beside host');
  const defaultPort = protocol === 'smtps:' ? IMPLICIT_TLS_PORT : SUBMISSION_PORT;
  return toServer({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: urlPort === '' ? defaultPort : Number(urlPort),
    ...(protocol === 'smtps:' && { secure: true }),
    ...(username !== '' && { auth: { user: unescape(username), pass: unescape(password) } }),
  });
}

function toServer(server: Omit<SmtpServer, 'secure'> & { readonly secure?: boolean }): SmtpServer {
  const { host, port, auth, secure = port === IMPLICIT_TLS_PORT } = server;
  if (typeof host !== 'string' || host === '') throw wrong('host must name the mail server');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrong('port must be 1 to 65535');
  if (auth && (typeof auth.user !== 'string' || typeof auth.pass !== 'string'))
    throw wrong('auth must be { user, pass }');
  return { host, port, secure, ...(auth && { auth: { user: auth.user, pass: auth.pass } }) };
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('user and password in url must be percent-encoded');
  }
}

function wrong(what: string): TypeError {
  return new TypeError(`[@lectern/server] ${CALLER}: ${what}.`);
}

/** Each form a password travels in. */
function secretsOf({ user, pass }: { readonly user: string; readonly pass: string }): readonly string[] {
  return [pass, btoaUtf8(pass), btoaUtf8(`\0${user}\0${pass}`)].filter((secret) => secret !== '');
}

const btoaUtf8 = (text: string): string => Buffer.from(text).toString('base64');

function toMailError(error: unknown, secrets: readonly string[]): Error {
  const { code, responseCode, command, response, message } = error as {
    readonly code?: string;
    readonly responseCode?: number;
    readonly command?: string;
    readonly response?: string;
    readonly message?: string;
  };
  const said = secrets
    .reduce((text, secret) => text.replaceAll(secret, '[redacted]'), response ?? message ?? '')
    .slice(0, LONGEST_RESPONSE);
  const facts = [code, responseCode, command?.split(' ')[0]].filter((fact) => fact !== undefined).join(' ');
  const isPermanent = responseCode !== undefined && responseCode >= 500 && !OUR_FAULT.has(responseCode);
  if (command === 'RCPT TO' && isPermanent)
    return new MailRefusedError(`The mail server refuses the recipient (${facts}).`, { response: said });
  return new MailUnsentError(`The mail server did not take the mail (${facts}).`, { response: said });
}
