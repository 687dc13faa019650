import { digest, equalBytes } from '#hmac';
import { errors, jwtVerify } from 'jose';
import { LecternError } from '../../errors.js';
import type { ReceivedWebhook, WebhookDelivery } from '../../provider-event.js';
import { fromBase64 } from '../../signing/base64.js';
import { toEvents } from './events.js';
import { readWire, text, type WireWebhook } from './wire.js';

/** What livekit-server itself allows. */
const LEEWAY_SECONDS = 60;

export interface WebhookKey {
  readonly apiKey: string;
  readonly secret: Uint8Array;
}

/**
 * Verifies the exact bytes against the signed digest, then reads them. The body is stored without `turnPassword`.
 *
 * @throws {LecternError} SIGNATURE_MISSING, SIGNATURE_MISMATCH, SIGNATURE_EXPIRED; INVALID_INPUT for what is signed and
 * no webhook.
 */
export async function receiveWebhook(request: Request, key: WebhookKey, now: Date): Promise<ReceivedWebhook> {
  const header = request.headers.get('authorization');
  if (!header) throw new LecternError('SIGNATURE_MISSING', 'The delivery has no Authorization header.');
  const body = new Uint8Array(await request.arrayBuffer());
  await verify(body, header, key, now);
  const wire = readWire(new TextDecoder().decode(body));
  const deliveryId = text(wire?.id);
  if (!wire || deliveryId === undefined)
    throw new LecternError('INVALID_INPUT', 'The delivery is signed, but it is no webhook of LiveKit.');
  const delivery: WebhookDelivery = {
    body: JSON.stringify(withoutSecrets(wire)),
    contentType: 'application/webhook+json',
    query: {},
  };
  return { deliveryId, delivery, events: toEvents(wire) };
}

/** A stored delivery as events, long after its signature expired. */
export function readDelivery({ body }: WebhookDelivery): ReceivedWebhook['events'] {
  const wire = readWire(body);
  return wire ? toEvents(wire) : [];
}

async function verify(
  body: Uint8Array,
  header: string,
  { apiKey, secret }: WebhookKey,
  now: Date,
): Promise<void> {
  const mismatch = (): LecternError =>
    new LecternError(
      'SIGNATURE_MISMATCH',
      'The delivery is not signed by this LiveKit server. Check that `webhook.api_key` there is the apiKey here.',
    );
  let claimed: unknown;
  try {
    const { payload } = await jwtVerify(header, secret, {
      algorithms: ['HS256'],
      issuer: apiKey,
      clockTolerance: LEEWAY_SECONDS,
      currentDate: now,
      requiredClaims: ['exp'],
    });
    claimed = payload['sha256'];
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new LecternError('SIGNATURE_EXPIRED', 'The delivery was signed too long ago. Check both clocks.');
    throw mismatch();
  }
  // A way into a room is signed with the same secret, but says nothing of a body.
  const expected = typeof claimed === 'string' ? fromBase64(claimed) : undefined;
  if (!expected || !(await equalBytes(await digest('SHA-256', body), expected))) throw mismatch();
}

function withoutSecrets(wire: WireWebhook): unknown {
  const { room, ...rest } = wire;
  if (!room) return rest;
  const { turnPassword: _secret, ...safe } = room as Readonly<Record<string, unknown>>;
  return { ...rest, room: safe };
}
