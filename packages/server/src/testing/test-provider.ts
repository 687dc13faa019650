import { LecternError, type VideoProvider } from '@lectern/core';

const unsupported = (): Promise<never> =>
  Promise.reject(new LecternError('PROVIDER_UNSUPPORTED', 'The test provider cannot do that.'));

/** A provider that carries nothing, for tests in which nobody looks at the picture: every room is there at once. */
export function createTestProvider(overrides: Partial<VideoProvider> = {}): VideoProvider {
  return {
    name: 'test',
    capabilities: {},
    createRoom: ({ roomId }) => Promise.resolve({ roomId }),
    deleteRoom: () => Promise.resolve(),
    getRoomStatus: () => Promise.resolve({ active: false }),
    getJoinTicket: () =>
      Promise.resolve({
        kind: 'peer',
        iceServers: [],
        maxParticipants: 6,
        expiresAt: '9999-12-31T23:59:59.999Z',
      }),
    getJoinUrl: unsupported,
    startRecording: unsupported,
    stopRecording: unsupported,
    getRecordings: unsupported,
    getRecording: unsupported,
    deleteRecording: unsupported,
    listParticipants: unsupported,
    removeParticipant: unsupported,
    muteParticipant: unsupported,
    updateParticipant: unsupported,
    receiveWebhook: unsupported,
    readDelivery: () => [],
    ...overrides,
  };
}
