import { LecternError } from './errors.js';
import { createGuard, type CreateProviderOptions, type Guard } from './provider-call.js';
import { unsupported } from './provider-error.js';
import { checkProviderInput, type ProviderMethod } from './provider-input.js';
import type {
  CallOptions,
  CreateRoomInput,
  JoinInput,
  ProviderAdapter,
  ProviderCapabilities,
  VideoProvider,
} from './provider.js';

type AnyMethod = (input: unknown, options: CallOptions) => Promise<unknown>;

/** Methods behind a flag. The others are always there, or need no flag but the method. */
const FLAGS: Readonly<Partial<Record<keyof VideoProvider, keyof ProviderCapabilities>>> = {
  getJoinUrl: 'joinUrl',
  startRecording: 'recording',
  stopRecording: 'recording',
  getRecordings: 'recording',
  getRecording: 'recording',
  deleteRecording: 'recording',
  listParticipants: 'listParticipants',
  removeParticipant: 'removeParticipant',
  muteParticipant: 'muteParticipant',
  updateParticipant: 'updateParticipant',
  receiveWebhook: 'signedWebhooks',
  readDelivery: 'signedWebhooks',
};

/**
 * Makes a video server of an adapter: adds validation, defaults, timeouts, abort, bounded retries and error mapping.
 * The result is frozen and holds no state of its own.
 *
 * @throws TypeError for what is no adapter.
 *
 * @example
 * ```ts
 * import { createProvider } from '@lectern/core';
 * import { peerAdapter } from '@lectern/core/peer';
 *
 * const provider = createProvider(peerAdapter());
 * const ticket = await provider.getJoinTicket({
 *   roomId: 'algebra',
 *   participant: { id: '4711', name: 'Ana Lima', role: 'participant' },
 * });
 * ```
 */
export function createProvider(adapter: ProviderAdapter, options: CreateProviderOptions = {}): VideoProvider {
  checkAdapter(adapter);
  const guard = createGuard(adapter.name, options);
  const { name } = adapter;
  const capabilities = freezeCapabilities(adapter.capabilities);
  const method = <Method extends ProviderMethod>(key: Method): VideoProvider[Method] =>
    ((input: unknown, callOptions?: CallOptions) =>
      callMethod(adapter, guard, key, input, callOptions)) as VideoProvider[Method];
  return Object.freeze<VideoProvider>({
    name,
    capabilities,
    createRoom: method('createRoom'),
    deleteRoom: method('deleteRoom'),
    getRoomStatus: method('getRoomStatus'),
    getJoinTicket: method('getJoinTicket'),
    getJoinUrl: method('getJoinUrl'),
    startRecording: method('startRecording'),
    stopRecording: method('stopRecording'),
    getRecordings: method('getRecordings'),
    getRecording: method('getRecording'),
    deleteRecording: method('deleteRecording'),
    listParticipants: method('listParticipants'),
    removeParticipant: method('removeParticipant'),
    muteParticipant: method('muteParticipant'),
    updateParticipant: method('updateParticipant'),
    async receiveWebhook(request, callOptions = {}) {
      const receive = supported(adapter, 'receiveWebhook');
      // Not `instanceof`: frameworks bring Requests of their own.
      if (typeof (request as Partial<Request> | undefined)?.text !== 'function') {
        throw new TypeError('[@lectern/core] receiveWebhook takes the Request as it came in, body unread.');
      }
      const now = callOptions.now ?? new Date();
      return (await guard('receiveWebhook', callOptions, (signal) =>
        receive(request, { signal, now } as CallOptions),
      )) as never;
    },
    readDelivery(delivery) {
      const read = supported(adapter, 'readDelivery') as unknown as VideoProvider['readDelivery'];
      return read(delivery);
    },
  });
}

async function callMethod(
  adapter: ProviderAdapter,
  guard: Guard,
  key: ProviderMethod,
  input: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  const run = supported(adapter, key);
  const problem = checkProviderInput(key, input);
  if (problem) throw problem;
  const complete = withDefaults(adapter, key, input);
  return guard(key, options, (signal) => run(complete, { signal }));
}

/** The adapter's method, or `PROVIDER_UNSUPPORTED` where the flag is false or the method missing. */
function supported(adapter: ProviderAdapter, key: keyof VideoProvider): AnyMethod {
  const flag = FLAGS[key];
  const found = adapter[key as ProviderMethod] as AnyMethod | undefined;
  if ((flag && !adapter.capabilities[flag]) || typeof found !== 'function') {
    throw unsupported(adapter.name, `it has no ${key}`);
  }
  return found.bind(adapter);
}

function withDefaults({ name, capabilities }: ProviderAdapter, key: ProviderMethod, input: unknown): unknown {
  if (key === 'getJoinTicket' || key === 'getJoinUrl') {
    const join = input as JoinInput;
    return { ...join, ttlSeconds: join.ttlSeconds ?? 3_600 };
  }
  if (key !== 'createRoom') return input;
  const room = input as CreateRoomInput;
  const most = capabilities.maxParticipants;
  const maxParticipants = room.maxParticipants ?? most;
  const complete: CreateRoomInput = {
    ...room,
    recording: room.recording ?? 'off',
    ...(maxParticipants !== undefined && { maxParticipants }),
  };
  if (most !== undefined && maxParticipants !== undefined && maxParticipants > most) {
    throw new LecternError(
      'PROVIDER_UNSUPPORTED',
      `A room of the video server "${name}" holds at most ${most} people.`,
      { provider: name, details: { maxParticipants: most } },
    );
  }
  if (complete.recording !== 'off' && !capabilities.recording) throw unsupported(name, 'it does not record');
  return complete;
}

function checkAdapter(adapter: ProviderAdapter): void {
  const missing = (['createRoom', 'deleteRoom', 'getRoomStatus'] as const).filter(
    (key) => typeof (adapter as Partial<ProviderAdapter> | undefined)?.[key] !== 'function',
  );
  if (missing.length > 0) {
    throw new TypeError(`[@lectern/core] createProvider needs an adapter; it lacks ${missing.join(', ')}.`);
  }
  if (typeof adapter.name !== 'string' || !adapter.name || typeof adapter.capabilities !== 'object') {
    throw new TypeError('[@lectern/core] An adapter has a `name` and `capabilities`.');
  }
  if (!adapter.getJoinTicket && !adapter.getJoinUrl) {
    throw new TypeError('[@lectern/core] An adapter has `getJoinTicket`, `getJoinUrl` or both.');
  }
}

function freezeCapabilities(capabilities: ProviderCapabilities): ProviderCapabilities {
  const { webhookMethods, ownTools } = capabilities;
  return Object.freeze({
    ...capabilities,
    ...(webhookMethods && { webhookMethods: Object.freeze([...webhookMethods]) }),
    ...(ownTools && { ownTools: Object.freeze([...ownTools]) }),
  });
}
