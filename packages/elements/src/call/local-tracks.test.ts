import { expect } from '@open-wc/testing';
import { MediaError } from './call.js';
import { LocalTracks, type MediaDevicesLike } from './local-tracks.js';

const real = navigator.mediaDevices;

/** Fails the given number of times with a browser's error, then answers with the fake device. */
function failing(name: string, times = Infinity, message = ''): MediaDevicesLike {
  let left = times;
  const refuse = (): Promise<never> => Promise.reject(new DOMException(message, name));
  return {
    getUserMedia: (constraints) => (left-- > 0 ? refuse() : real.getUserMedia(constraints)),
    getDisplayMedia: (constraints) => (left-- > 0 ? refuse() : real.getDisplayMedia(constraints)),
  };
}

async function problemOf(action: Promise<void>): Promise<string> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof MediaError ? error.problem : String(error);
}

describe('LocalTracks', () => {
  let tracks: LocalTracks;
  afterEach(() => tracks.close());

  it('mutes without letting the microphone go', async () => {
    tracks = new LocalTracks();
    await tracks.setMicrophone(true);
    const track = tracks.trackOf('microphone');
    await tracks.setMicrophone(false);
    expect(tracks.snapshot.microphone).to.equal(false);
    expect(tracks.trackOf('microphone')).to.equal(track);
    expect(track?.readyState).to.equal('live');
    expect(track?.enabled).to.equal(false);
    await tracks.setMicrophone(true);
    expect(tracks.trackOf('microphone')).to.equal(track);
    expect(track?.enabled).to.equal(true);
  });

  it('lets the camera go when it is off', async () => {
    tracks = new LocalTracks();
    await tracks.setCamera(true);
    const track = tracks.trackOf('camera');
    await tracks.setCamera(false);
    expect(track?.readyState).to.equal('ended');
    expect(tracks.snapshot.streams.camera).to.equal(undefined);
  });

  it('ends as the last of several quick presses said', async () => {
    tracks = new LocalTracks();
    await Promise.all([true, false, true, false].map((on) => tracks.setCamera(on)));
    expect(tracks.snapshot.camera).to.equal(false);
    await Promise.all([true, false, true].map((on) => tracks.setCamera(on)));
    expect(tracks.snapshot.camera).to.equal(true);
  });

  for (const [name, problem] of [
    ['NotAllowedError', 'permission-denied'],
    ['NotFoundError', 'no-device'],
    ['NotReadableError', 'device-busy'],
    ['TypeError', 'unsupported'],
  ])
    it(`says ${problem} for ${name} and keeps nothing half open`, async () => {
      tracks = new LocalTracks({ devices: failing(name ?? '', 1) });
      expect(await problemOf(tracks.setCamera(true))).to.equal(problem);
      expect(tracks.snapshot.problems).to.deep.equal({ camera: problem });
      expect(tracks.snapshot.camera).to.equal(false);
      await tracks.setCamera(true);
      expect(tracks.snapshot.problems).to.deep.equal({});
    });

  it('takes another device when the remembered one is gone', async () => {
    tracks = new LocalTracks({ devices: failing('OverconstrainedError', 1) });
    await tracks.setMicrophone(true, 'unplugged');
    expect(tracks.snapshot.microphone).to.equal(true);
  });

  it('changes the device while it is on', async () => {
    tracks = new LocalTracks();
    await tracks.setMicrophone(true);
    const first = tracks.trackOf('microphone');
    const other = (await real.enumerateDevices()).filter(({ kind }) => kind === 'audioinput').at(-1);
    await tracks.setMicrophone(true, other?.deviceId ?? '');
    expect(first?.readyState).to.equal('ended');
    expect(tracks.trackOf('microphone')?.getSettings().deviceId).to.equal(other?.deviceId);
  });

  it('tells when a camera is lost, and takes another microphone', async () => {
    tracks = new LocalTracks();
    await Promise.all([tracks.setCamera(true), tracks.setMicrophone(true)]);
    const camera = tracks.trackOf('camera');
    camera?.dispatchEvent(new Event('ended'));
    expect(tracks.snapshot.camera).to.equal(false);
    expect(tracks.snapshot.problems.camera).to.equal('lost');
    const microphone = tracks.trackOf('microphone');
    const back = new Promise<void>((resolve) => {
      tracks.subscribe(() => {
        if (tracks.snapshot.microphone) resolve();
      });
    });
    microphone?.dispatchEvent(new Event('ended'));
    await back;
    expect(tracks.trackOf('microphone')).to.not.equal(microphone);
  });

  it('ends the screen, its sound with it, when the browser ends it', async () => {
    tracks = new LocalTracks();
    await tracks.setScreen(true);
    const sound = tracks.trackOf('screen-audio');
    tracks.trackOf('screen')?.dispatchEvent(new Event('ended'));
    expect(tracks.snapshot.screen).to.equal(false);
    expect(sound?.readyState ?? 'ended').to.equal('ended');
  });

  it('tells a closed picker from a forbidden one', async () => {
    tracks = new LocalTracks({ devices: failing('NotAllowedError', 1, 'Permission denied') });
    expect(await problemOf(tracks.setScreen(true))).to.equal('cancelled');
    expect(tracks.snapshot.problems).to.deep.equal({});
    tracks.close();
    tracks = new LocalTracks({ devices: failing('NotAllowedError', 1, 'Permission denied by system') });
    expect(await problemOf(tracks.setScreen(true))).to.equal('permission-denied');
  });

  it('stops what is still being opened when it closes', async () => {
    const opened: MediaStreamTrack[] = [];
    tracks = new LocalTracks({
      devices: {
        getUserMedia: async (constraints) => {
          const stream = await real.getUserMedia(constraints);
          opened.push(...stream.getTracks());
          tracks.close();
          return stream;
        },
      },
    });
    expect(await problemOf(tracks.setCamera(true))).to.equal('cancelled');
    expect(opened.map(({ readyState }) => readyState)).to.deep.equal(['ended']);
  });
});
