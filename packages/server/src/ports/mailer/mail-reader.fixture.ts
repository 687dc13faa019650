import PostalMime from 'postal-mime';
import type { ReadMail } from '../../testing/describe-mailer.js';

/** Reads a mail with a library that has nothing to do with the one that wrote it. */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });
  return {
    messageId: mail.messageId ?? '',
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).map(({ address = '', name }) => ({ address, name })),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: new Map(mail.headers.map(({ key, value }) => [key, value])),
    attachments: mail.attachments.map(({ mimeType, method, disposition, content }) => ({
      type: mimeType,
      ...(method !== undefined && { method }),
      ...(disposition !== null && { disposition }),
      content: new TextDecoder().decode(content as ArrayBuffer),
    })),
  };
}
