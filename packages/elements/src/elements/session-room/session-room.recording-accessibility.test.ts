import { expectAccessible } from '../../testing/expect-accessible.js';
import { recordedRoom } from './testing/recorded-room.js';
import { roomPage } from './testing/room-page.js';

describe('<session-room>, recorded, for everybody', function () {
  this.timeout(30_000);
  const page = roomPage();
  const { find, inCall, press, render, settled, until } = page;
  const { offline, leftBehind } = recordedRoom(page);

  describe('accessibility', () => {
    const states: Record<string, () => Promise<void>> = {
      announced: async () => {
        await inCall();
        page.room.record({ state: 'announced' });
      },
      recorded: async () => {
        await inCall();
        page.room.record();
      },
      'recorded while one waits': async () => {
        await render({ waiting: true });
        await until(() => page.element.phase === 'prejoin');
        page.room.record();
        await page.element.join();
        await until(() => find('[data-notice="recorded"]') !== null);
      },
      'the question': async () => {
        await inCall({ as: 'host' });
        await press('record');
      },
      'recording, offline': offline,
      'interrupted on another device': async () => {
        await inCall({ as: 'host' });
        page.room.record();
        await until(() => find('[data-recording="elsewhere"]') !== null);
      },
      uploading: async () => {
        await offline();
        page.recording.server.failAlways('held');
        await press('record');
        await press('confirm');
        await until(() => find('progress') !== null);
      },
      'not possible in this browser': async () => {
        await render({ as: 'host' });
        page.recording.way = undefined;
        await render({ as: 'host' });
        await until(() => find('[data-recording="impossible"]') !== null);
      },
      'something unsent': leftBehind,
    };
    for (const [name, show] of Object.entries(states))
      it(`has no violation: ${name}`, async () => {
        await show();
        await settled();
        await expectAccessible(page.element);
        page.recording.server.failAlways(undefined);
      });
  });
});
