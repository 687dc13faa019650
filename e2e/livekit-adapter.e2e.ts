// The adapter against a real LiveKit server: what its own tests cannot know.
import { createProvider, type VideoProvider } from '@lectern/core';
import { livekitAdapter } from '@lectern/core/livekit';
import { describeProvider } from '@lectern/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasLiveKit,
  LIVEKIT_KEY,
  LIVEKIT_SECRET,
  receiveWebhooks,
  startLiveKit,
  type LiveKitServer,
  type WebhookReceiver,
} from './support/livekit-server.ts';

let server: LiveKitServer;
let hooks: WebhookReceiver;

describe.skipIf(!hasLiveKit)('a LiveKit server', () => {
  const adapter = (more = {}) =>
    livekitAdapter({ serverUrl: server.url, apiKey: LIVEKIT_KEY, apiSecret: LIVEKIT_SECRET, ...more });
  const open = (more = {}): VideoProvider => createProvider(adapter(more), { retries: 0 });

  beforeAll(async () => {
    hooks = await receiveWebhooks();
    server = await startLiveKit({ webhooks: [hooks.url] });
  });
  afterAll(async () => {
    await server?.stop();
    await hooks?.stop();
  });

  describeProvider({ describe, it, expect, create: () => adapter(), ticketKinds: ['livekit'] });

  it('signs what happens so that we believe it, and closes its books on a room', async () => {
    const provider = open();
    const { occurrenceId } = await provider.createRoom({ roomId: 'ses-hooks', title: 'Hooks' });
    await provider.deleteRoom({ roomId: 'ses-hooks' });
    for (const [name, type] of [
      ['room_started', 'room-started'],
      ['room_finished', 'room-ended'],
    ] as const) {
      const delivery = await hooks.next((body) => body.includes(name) && body.includes('ses-hooks'));
      const received = await provider.receiveWebhook(delivery);
      expect(received.events).toMatchObject([{ type, roomId: 'ses-hooks', occurrenceId }]);
      expect(received.delivery.body).not.toContain('turnPassword');
      expect(provider.readDelivery(received.delivery)).toEqual(received.events);
    }
  });

  it('gives a room that is made again another life', async () => {
    const provider = open();
    const first = await provider.createRoom({ roomId: 'ses-lives', title: 'Lives' });
    await provider.deleteRoom({ roomId: 'ses-lives' });
    const second = await provider.createRoom({ roomId: 'ses-lives', title: 'Lives' });
    expect(second.occurrenceId).not.toBe(first.occurrenceId);
    expect(await provider.getRoomStatus({ roomId: 'ses-lives' })).toMatchObject({
      active: true,
      occurrenceId: second.occurrenceId,
      participantCount: 0,
    });
  });

  it('knows nobody in a room that is empty or was never made', async () => {
    const provider = open();
    expect(await provider.listParticipants({ roomId: 'ses-nobody' })).toEqual([]);
    await provider.removeParticipant({ roomId: 'ses-nobody', participantId: 'ana' });
    await expect(
      provider.muteParticipant({ roomId: 'ses-nobody', participantId: 'ana' }),
    ).rejects.toMatchObject({ code: 'PROVIDER_REJECTED', details: { status: 404 } });
  });

  it('refuses a wrong secret, and no error of ours quotes a token', async () => {
    const provider = open({ apiSecret: `${LIVEKIT_SECRET}!` });
    const error = (await provider
      .createRoom({ roomId: 'r', title: 't' })
      .catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ code: 'PROVIDER_REJECTED', details: { status: 401 } });
    expect(`${error.message} ${String(error.cause)} ${JSON.stringify(error)}`).not.toMatch(
      /eyJ|secret of this/,
    );
  });

  it('without its egress service says that it cannot record', async () => {
    const provider = open({ recording: {} });
    await provider.createRoom({ roomId: 'ses-record', title: 'Record' });
    await expect(provider.getRecordings({ roomIds: ['ses-record'] })).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED',
      message: expect.stringContaining('egress') as string,
    });
  });
});
