import { expect } from '@open-wc/testing';
import { MediaError, type Call } from '../call.js';
import { until, untilConnected } from './until.js';

/** Some calls of one kind that hear one another. */
export interface CallHarness {
  /** Opens and connects a call with this connection id, on its own tracks. */
  open(connectionId: string): Promise<Call>;
  close(): void;
}

/** What every `Call` does, whatever carries its media. */
export function describeCall(name: string, createHarness: () => CallHarness): void {
  describe(`Call contract: ${name}`, function () {
    this.timeout(20_000);
    const MEDIA = { mic: true, camera: true, screen: false };
    let harness: CallHarness;
    beforeEach(() => (harness = createHarness()));
    afterEach(() => harness.close());

    async function openPair(): Promise<[Call, Call]> {
      const pair: [Call, Call] = [await harness.open('con-a'), await harness.open('con-b')];
      for (const call of pair) call.setRoster(['con-a', 'con-b']);
      await untilConnected(pair[0], 1);
      return pair;
    }

    it('holds media with those in the roster and not with oneself', async () => {
      const [a] = await openPair();
      expect([...a.snapshot.peers.keys()]).to.deep.equal(['con-b']);
      a.setRoster([]);
      expect((await until(a, ({ peers }) => peers.size === 0)).state).to.equal('connected');
    });

    it('shows of others what the channel says, before or after they are in the roster', async () => {
      const a = await harness.open('con-a');
      const b = await harness.open('con-b');
      a.setRemoteMedia('con-b', MEDIA);
      for (const call of [a, b]) call.setRoster(['con-a', 'con-b']);
      const sources = (call: Call): string[] => Object.keys(call.snapshot.peers.get('con-b')?.streams ?? {});
      await until(a, () => sources(a).length === 2);
      expect(sources(a).sort()).to.deep.equal(['camera', 'microphone']);
      const { camera } = a.snapshot.peers.get('con-b')?.streams ?? {};
      a.setRemoteMedia('con-b', { mic: true, camera: true, screen: true });
      await until(a, () => sources(a).includes('screen'));
      expect(a.snapshot.peers.get('con-b')?.streams.camera).to.equal(camera);
      a.setRemoteMedia('con-b', { mic: false, camera: false, screen: false });
      await until(a, () => sources(a).length === 0);
    });

    it('gives the same snapshot until something changes, and another after', async () => {
      const [a] = await openPair();
      const before = a.snapshot;
      expect(a.snapshot).to.equal(before);
      a.setRemoteMedia('con-b', MEDIA);
      await until(a, (snapshot) => snapshot !== before);
      expect(before.peers.get('con-b')?.streams.camera).to.equal(undefined);
    });

    it('turns devices on and off', async () => {
      const a = await harness.open('con-a');
      await Promise.all([a.setMicrophone(true), a.setCamera(true)]);
      expect(a.snapshot.local).to.deep.include({ microphone: true, camera: true, screen: false });
      const [track] = a.snapshot.local.streams.camera?.getTracks() ?? [];
      await a.setCamera(false);
      expect(track?.readyState).to.equal('ended');
      await a.setMicrophone(false);
      expect(a.snapshot.local).to.deep.include({ microphone: false, camera: false });
      await a.setScreen(true);
      expect(a.snapshot.local.screen).to.equal(true);
      await a.setScreen(false);
      expect(a.snapshot.local.screen).to.equal(false);
    });

    it('says which device could not be had, and goes on', async () => {
      const a = await harness.open('con-a');
      const original = navigator.mediaDevices.getUserMedia;
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      try {
        const error: unknown = await a.setCamera(true).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(MediaError);
        expect(error).to.deep.include({ problem: 'permission-denied', source: 'camera' });
      } finally {
        navigator.mediaDevices.getUserMedia = original;
      }
      expect(a.snapshot.local.problems.camera).to.equal('permission-denied');
      expect(a.snapshot.state).to.equal('connected');
    });

    it('closes for good: peers gone, no word after, twice is once', async () => {
      const [a] = await openPair();
      let words = 0;
      a.close();
      a.subscribe(() => (words += 1));
      a.close();
      a.setRoster(['con-b']);
      a.setRemoteMedia('con-b', MEDIA);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(a.snapshot.state).to.equal('closed');
      expect(a.snapshot.peers.size).to.equal(0);
      expect(words).to.equal(0);
    });
  });
}
