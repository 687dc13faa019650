import { describe, expect, it, vi } from 'vitest';
import { createProvider } from './create-provider.js';
import { LecternError } from './errors.js';
import type { CreateProviderOptions } from './provider-call.js';
import type { JoinInput, ProviderAdapter, VideoProvider } from './provider.js';

interface Timer {
  readonly ms: number;
  readonly callback: () => void;
}

class Timers {
  readonly all: Timer[] = [];
  readonly setTimer = (ms: number, callback: () => void): (() => void) => {
    const timer = { ms, callback };
    this.all.push(timer);
    return () => {
      const at = this.all.indexOf(timer);
      if (at >= 0) this.all.splice(at, 1);
    };
  };
  async fire(ms: number): Promise<void> {
    this.all.find((timer) => timer.ms === ms)!.callback();
    await tick();
  }
}

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const ticket = {
  kind: 'page',
  url: 'https://rooms.example.edu/x',
  expiresAt: '2026-11-20T19:00:00.000Z',
} as const;
const ana: JoinInput = { roomId: 'r', participant: { id: '4711', name: 'Ana', role: 'participant' } };

function acme(overrides: Partial<ProviderAdapter> = {}): ProviderAdapter {
  return {
    name: 'acme',
    capabilities: {
      recording: true,
      joinUrl: true,
      removeParticipant: true,
      updateParticipant: true,
      signedWebhooks: true,
      maxParticipants: 50,
    },
    createRoom: vi.fn(({ roomId }: { roomId: string }) => Promise.resolve({ roomId })),
    deleteRoom: vi.fn(() => Promise.resolve()),
    getRoomStatus: vi.fn(() => Promise.resolve({ active: true })),
    getJoinTicket: vi.fn(() => Promise.resolve(ticket)),
    getJoinUrl: vi.fn(() => Promise.resolve(ticket.url)),
    startRecording: vi.fn(() =>
      Promise.resolve({ recordingId: 'x', roomId: 'r', state: 'recording' as const }),
    ),
    getRecordings: vi.fn(() => Promise.resolve({ items: [] })),
    getRecording: vi.fn(() => Promise.resolve({ recordingId: 'x', roomId: 'r', state: 'ready' as const })),
    removeParticipant: vi.fn(() => Promise.resolve()),
    updateParticipant: vi.fn(() => Promise.resolve()),
    receiveWebhook: vi.fn(() =>
      Promise.resolve({
        deliveryId: 'd',
        delivery: { body: '{}', contentType: 'application/json', query: {} },
        events: [],
      }),
    ),
    readDelivery: vi.fn(() => []),
    ...overrides,
  };
}

function make(
  overrides: Partial<ProviderAdapter> = {},
  options: CreateProviderOptions = {},
): { provider: VideoProvider; adapter: ProviderAdapter; timers: Timers } {
  const timers = new Timers();
  const adapter = acme(overrides);
  const provider = createProvider(adapter, { setTimer: timers.setTimer, random: () => 0.5, ...options });
  return { provider, adapter, timers };
}

async function errorOf(promise: Promise<unknown>): Promise<LecternError> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (e: unknown) => e,
  );
  if (!LecternError.is(error)) throw error;
  return error;
}

describe('input', () => {
  it.each<[string, (provider: VideoProvider) => Promise<unknown>, readonly string[]]>([
    ['no input', (p) => p.createRoom(undefined as never), ['input']],
    ['no title', (p) => p.createRoom({ roomId: 'r' } as never), ['title']],
    ['a blank title', (p) => p.createRoom({ roomId: 'r', title: ' ' }), ['title']],
    ['a title of 256', (p) => p.createRoom({ roomId: 'r', title: 'x'.repeat(256) }), ['title']],
    ['a room id with a slash', (p) => p.createRoom({ roomId: 'a/b', title: 't' }), ['roomId']],
    ['a room id of 65', (p) => p.deleteRoom({ roomId: 'x'.repeat(65) }), ['roomId']],
    [
      'half a person',
      (p) => p.createRoom({ roomId: 'r', title: 't', maxParticipants: 1.5 }),
      ['maxParticipants'],
    ],
    [
      '59 seconds',
      (p) => p.createRoom({ roomId: 'r', title: 't', maxDurationSeconds: 59 }),
      ['maxDurationSeconds'],
    ],
    [
      'an odd recording',
      (p) => p.createRoom({ roomId: 'r', title: 't', recording: 'on' as never }),
      ['recording'],
    ],
    ['odd flags', (p) => p.createRoom({ roomId: 'r', title: 't', locks: { chat: 1 } as never }), ['locks']],
    [
      'a script as address',
      (p) => p.createRoom({ roomId: 'r', title: 't', logoutUrl: 'javascript:1' }),
      ['logoutUrl'],
    ],
    [
      'a relative address',
      (p) => p.createRoom({ roomId: 'r', title: 't', webhookUrl: '/x' }),
      ['webhookUrl'],
    ],
    ['no participant', (p) => p.getJoinTicket({ roomId: 'r' } as never), ['participant']],
    [
      'a participant of nothing',
      (p) => p.getJoinUrl({ roomId: 'r', participant: {} as never }),
      ['participant.id', 'participant.name', 'participant.role'],
    ],
    [
      'odd grants',
      (p) =>
        p.getJoinTicket({ ...ana, participant: { ...ana.participant, grants: { camera: 'yes' as never } } }),
      ['participant.grants.camera'],
    ],
    ['29 seconds', (p) => p.getJoinTicket({ ...ana, ttlSeconds: 29 }), ['ttlSeconds']],
    ['a day and a second', (p) => p.getJoinTicket({ ...ana, ttlSeconds: 86_401 }), ['ttlSeconds']],
    ['NaN', (p) => p.getJoinTicket({ ...ana, ttlSeconds: NaN }), ['ttlSeconds']],
    ['no rooms', (p) => p.getRecordings({ roomIds: [] }), ['roomIds']],
    ['no recording', (p) => p.getRecording({ recordingId: '' }), ['recordingId']],
    ['no grants', (p) => p.updateParticipant({ roomId: 'r', participantId: 'x' } as never), ['grants']],
  ])('%s is INVALID_INPUT and reaches no vendor', async (_name, call, paths) => {
    const { provider, adapter, timers } = make();
    const error = await errorOf(call(provider));
    expect(error.code).toBe('INVALID_INPUT');
    const issues = error.details?.['issues'] as { path: string; message: string }[];
    expect(issues.map(({ path }) => path)).toEqual(paths);
    for (const value of Object.values(adapter))
      if (vi.isMockFunction(value)) expect(value).not.toHaveBeenCalled();
    expect(timers.all).toEqual([]);
  });

  it('is completed with the defaults', async () => {
    const { provider, adapter } = make();
    await provider.createRoom({ roomId: 'r', title: 't', maxParticipants: undefined as never });
    await provider.getJoinTicket(ana);
    expect(vi.mocked(adapter.createRoom).mock.calls[0]![0]).toEqual({
      roomId: 'r',
      title: 't',
      recording: 'off',
      maxParticipants: 50,
    });
    expect(vi.mocked(adapter.getJoinTicket!).mock.calls[0]![0]).toEqual({ ...ana, ttlSeconds: 3_600 });
  });

  it('goes to the adapter with a signal, and with `this`', async () => {
    const adapter = acme({
      getRoomStatus(this: ProviderAdapter, _input, options) {
        expect(options?.signal).toBeInstanceOf(AbortSignal);
        return Promise.resolve({ active: this.name === 'acme' });
      },
    });
    expect(await createProvider(adapter).getRoomStatus({ roomId: 'r' })).toEqual({ active: true });
  });
});

describe('what a vendor cannot do', () => {
  it('is PROVIDER_UNSUPPORTED behind a false flag, even where the method exists', async () => {
    const { provider, adapter } = make({ capabilities: {} });
    const request = new Request('https://x.example', { method: 'POST', body: '{}' });
    const calls: Promise<unknown>[] = [
      provider.getJoinUrl(ana),
      provider.startRecording({ roomId: 'r' }),
      provider.getRecordings({ roomIds: ['r'] }),
      provider.getRecording({ recordingId: 'x' }),
      provider.removeParticipant({ roomId: 'r', participantId: 'x' }),
      provider.updateParticipant({ roomId: 'r', participantId: 'x', grants: {} }),
      provider.receiveWebhook(request),
    ];
    for (const call of calls) {
      expect(await errorOf(call)).toMatchObject({ code: 'PROVIDER_UNSUPPORTED', provider: 'acme' });
    }
    expect(() => provider.readDelivery({ body: '', contentType: '', query: {} })).toThrow(LecternError);
    expect(adapter.startRecording).not.toHaveBeenCalled();
  });

  it('is PROVIDER_UNSUPPORTED where the method is missing behind a true flag', async () => {
    const { provider } = make();
    expect((await errorOf(provider.stopRecording({ roomId: 'r' }))).code).toBe('PROVIDER_UNSUPPORTED');
    expect((await errorOf(provider.listParticipants({ roomId: 'r' }))).code).toBe('PROVIDER_UNSUPPORTED');
  });

  it('is said for too many people and for a recording, before anything is created', async () => {
    const { provider, adapter } = make();
    const error = await errorOf(provider.createRoom({ roomId: 'r', title: 't', maxParticipants: 51 }));
    expect(error).toMatchObject({ code: 'PROVIDER_UNSUPPORTED', details: { maxParticipants: 50 } });
    const mute = make({ capabilities: {} });
    const room = { roomId: 'r', title: 't', recording: 'automatic' as const };
    expect((await errorOf(mute.provider.createRoom(room))).code).toBe('PROVIDER_UNSUPPORTED');
    expect(adapter.createRoom).not.toHaveBeenCalled();
    expect(mute.adapter.createRoom).not.toHaveBeenCalled();
  });
});

describe('failures', () => {
  const system = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

  it.each([
    ['fetch’s', new TypeError('fetch failed', { cause: system('ECONNREFUSED') })],
    ['a browser’s', new TypeError('Failed to fetch')],
    ['the system’s', system('ENOTFOUND')],
    ['a timeout of the adapter’s', new DOMException('x', 'TimeoutError')],
  ])('%s are PROVIDER_UNREACHABLE and tried again', async (_name, failure) => {
    const { provider, adapter, timers } = make();
    vi.mocked(adapter.getRoomStatus).mockRejectedValue(failure);
    const error = errorOf(provider.getRoomStatus({ roomId: 'r' }));
    await tick();
    expect(timers.all.map(({ ms }) => ms)).toEqual([250]);
    await timers.fire(250);
    await timers.fire(500);
    expect(await error).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      provider: 'acme',
      retryable: true,
      cause: failure,
    });
    expect(adapter.getRoomStatus).toHaveBeenCalledTimes(3);
    expect(timers.all).toEqual([]);
  });

  it('end when a try succeeds', async () => {
    const { provider, adapter, timers } = make();
    vi.mocked(adapter.getRoomStatus).mockRejectedValueOnce(system('ECONNRESET'));
    const status = provider.getRoomStatus({ roomId: 'r' });
    await tick();
    await timers.fire(250);
    expect(await status).toEqual({ active: true });
  });

  it('of what cannot be done twice are not tried again', async () => {
    const { provider, adapter, timers } = make();
    vi.mocked(adapter.startRecording!).mockRejectedValue(system('ECONNRESET'));
    expect((await errorOf(provider.startRecording({ roomId: 'r' }))).code).toBe('PROVIDER_UNREACHABLE');
    expect(adapter.startRecording).toHaveBeenCalledTimes(1);
    expect(timers.all).toEqual([]);
  });

  it('that a vendor words are PROVIDER_REJECTED, without its words', async () => {
    const { provider, adapter } = make();
    const failure = new Error('GET https://v.example/api?checksum=topsecret: 403');
    vi.mocked(adapter.getRoomStatus).mockRejectedValue(failure);
    const error = await errorOf(provider.getRoomStatus({ roomId: 'r' }));
    expect(error).toMatchObject({ code: 'PROVIDER_REJECTED', retryable: false, cause: failure });
    expect(error.message).not.toContain('topsecret');
    expect(adapter.getRoomStatus).toHaveBeenCalledTimes(1);
  });

  it('of the adapter’s own keep their code and get its name', async () => {
    const { provider, adapter } = make();
    const details = { reason: 'no such room' };
    vi.mocked(adapter.getRoomStatus).mockRejectedValue(
      new LecternError('PROVIDER_REJECTED', 'No.', { details, status: 404 }),
    );
    const error = await errorOf(provider.getRoomStatus({ roomId: 'r' }));
    expect(error).toMatchObject({
      code: 'PROVIDER_REJECTED',
      message: 'No.',
      provider: 'acme',
      details,
      status: 404,
    });
  });

  it('that are faults in the code stay what they are', async () => {
    const { provider, adapter } = make();
    vi.mocked(adapter.getRoomStatus).mockImplementation(() => {
      throw new TypeError("Cannot read properties of undefined (reading 'fetch')");
    });
    await expect(provider.getRoomStatus({ roomId: 'r' })).rejects.toThrow(TypeError);
  });
});

describe('time and abort', () => {
  it('a vendor that is silent is PROVIDER_UNREACHABLE, each try with its own time', async () => {
    const { provider, adapter, timers } = make({}, { retries: 1, timeoutMs: 100 });
    const signals: AbortSignal[] = [];
    vi.mocked(adapter.getRoomStatus).mockImplementation((_input, options) => {
      signals.push(options!.signal!);
      return new Promise(() => undefined);
    });
    const error = errorOf(provider.getRoomStatus({ roomId: 'r' }));
    await timers.fire(100);
    expect(signals[0]!.aborted).toBe(true);
    await timers.fire(250);
    expect(signals).toHaveLength(2);
    await timers.fire(100);
    expect(await error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true });
    expect(timers.all).toEqual([]);
  });

  it('a caller who gave up before reaches no vendor', async () => {
    const { provider, adapter } = make();
    const error = await errorOf(provider.getRoomStatus({ roomId: 'r' }, { signal: AbortSignal.abort() }));
    expect(error.code).toBe('ABORTED');
    expect(adapter.getRoomStatus).not.toHaveBeenCalled();
  });

  it('a caller who gives up is let go at once, in a try and between two', async () => {
    const { provider, adapter, timers } = make();
    vi.mocked(adapter.getRoomStatus).mockImplementation(() => new Promise(() => undefined));
    const during = new AbortController();
    const first = errorOf(provider.getRoomStatus({ roomId: 'r' }, { signal: during.signal }));
    await tick();
    during.abort();
    expect((await first).code).toBe('ABORTED');
    vi.mocked(adapter.getRoomStatus).mockRejectedValue(new TypeError('fetch failed'));
    const between = new AbortController();
    const second = errorOf(provider.getRoomStatus({ roomId: 'r' }, { signal: between.signal }));
    await tick();
    between.abort();
    expect((await second).code).toBe('ABORTED');
    expect(adapter.getRoomStatus).toHaveBeenCalledTimes(2);
    expect(timers.all).toEqual([]);
  });
});

describe('webhooks', () => {
  it('are received with the instant given, once', async () => {
    const { provider, adapter } = make();
    const request = new Request('https://x.example', { method: 'POST', body: '{}' });
    const now = new Date('2026-11-20T18:00:00Z');
    expect((await provider.receiveWebhook(request, { now })).deliveryId).toBe('d');
    const [given, options] = vi.mocked(adapter.receiveWebhook!).mock.calls[0]!;
    expect(given).toBe(request);
    expect(options?.now).toBe(now);
    await expect(provider.receiveWebhook({} as Request)).rejects.toThrow(TypeError);
  });

  it('keep the code of a bad signature', async () => {
    const { provider, adapter } = make();
    vi.mocked(adapter.receiveWebhook!).mockRejectedValue(new LecternError('SIGNATURE_MISMATCH', 'No.'));
    const error = await errorOf(provider.receiveWebhook(new Request('https://x.example')));
    expect(error.code).toBe('SIGNATURE_MISMATCH');
  });
});

describe('wiring', () => {
  it('the provider is frozen, down to its capabilities', () => {
    const ownTools: ('chat' | 'hands')[] = ['chat'];
    const { provider } = make({ capabilities: { ownTools } });
    ownTools.push('hands');
    expect(Object.isFrozen(provider)).toBe(true);
    expect(Object.isFrozen(provider.capabilities)).toBe(true);
    expect(provider.capabilities.ownTools).toEqual(['chat']);
    expect(Object.isFrozen(provider.capabilities.ownTools)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['no methods', { name: 'x', capabilities: {} }],
    ['no name', { ...acme(), name: '' }],
    ['no capabilities', { ...acme(), capabilities: undefined }],
    ['no way in', { ...acme(), getJoinTicket: undefined, getJoinUrl: undefined }],
  ])('%s is a TypeError', (_name, adapter) => {
    expect(() => createProvider(adapter as unknown as ProviderAdapter)).toThrow(TypeError);
  });

  it.each([{ timeoutMs: 0 }, { timeoutMs: NaN }, { retries: -1 }, { retries: 6 }, { retries: 0.5 }])(
    'options %j are a TypeError',
    (options) => {
      expect(() => createProvider(acme(), options)).toThrow(TypeError);
    },
  );
});
