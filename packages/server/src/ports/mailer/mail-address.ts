import { MailRefusedError, type MailAddress } from './mailer.js';

// What could end a header or an envelope, or make two addresses of one. Whether it exists only its server knows.
const ADDRESS = /^[^\s@<>(),;:"\\[\]\p{Cc}]{1,64}@[^\s@<>(),;:"\\[\]\p{Cc}]{1,253}$/u;

/** Whether it can stand in an envelope: one mailbox, without quoting. */
export function isMailAddress(address: string): boolean {
  return typeof address === 'string' && ADDRESS.test(address);
}

/** @throws {MailRefusedError} when no server could take it. */
export function requireAddress({ address }: MailAddress): void {
  if (!isMailAddress(address))
    throw new MailRefusedError('The recipient’s e-mail address cannot be used: correct it in the LMS.');
}

/**
 * `from` of a mailer's options: `Campus <mail@campus.example>`, an address, or both apart.
 *
 * @throws {TypeError}
 */
export function parseFrom(caller: string, from: string | MailAddress): MailAddress {
  const [, name = '', address = ''] =
    typeof from === 'string' ? (/^(?:"?([^"<>]*?)"?\s*)<([^<>]+)>$/.exec(from.trim()) ?? [, '', from]) : [];
  const parsed: MailAddress =
    typeof from === 'object' && from !== null
      ? from
      : name === ''
        ? { address: address.trim() }
        : { address: address.trim(), name };
  if (!isMailAddress(parsed.address))
    throw new TypeError(
      `[@lectern/server] ${caller}: from must be an address that takes answers, such as Campus <mail@campus.example>.`,
    );
  return parsed;
}
