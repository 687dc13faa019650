import type { SendMailOptions } from 'nodemailer';
import type { MailAddress, MailMessage } from './mailer.js';

/**
 * A mail as nodemailer takes it. With an invite it becomes the one tree that all calendars know: mixed { alternative {
 * plain, html, calendar }, the same file attached }. Addresses and texts are given apart, never as a header's line.
 */
export function toMimeMessage(message: MailMessage, from: MailAddress): SendMailOptions {
  const { messageId, date, to, subject, text, html, language, calendar } = message;
  return {
    from: toParts(from),
    to: toParts(to),
    messageId,
    date,
    subject: oneLine(subject),
    text,
    html,
    ...(calendar && {
      icalEvent: {
        method: calendar.method,
        filename: calendar.method === 'CANCEL' ? 'cancel.ics' : 'invite.ics',
        content: calendar.content,
      },
    }),
    headers: {
      'Content-Language': language,
      // So that nobody's holiday notice answers (RFC 3834).
      'Auto-Submitted': 'auto-generated',
    },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  };
}

function toParts({ address, name = '' }: MailAddress): { address: string; name: string } {
  return { address, name: oneLine(name) };
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
