import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { LecternError } from '@lectern/core/contract';
import type { CaptureHealth } from '../../capture/capture.js';
import '../../translations/ar.js';
import { recordedRoom } from './testing/recorded-room.js';
import { roomPage } from './testing/room-page.js';

const HEALTH: CaptureHealth = { fps: 15, skipped: 0, queue: 0, silenceMs: 0, layout: 'everybody' };

describe('<session-room>, recorded', function () {
  this.timeout(15_000);
  const page = roomPage();
  const { find, focused, inCall, press, render, settled, tool, until } = page;
  const { recording, offline, leftBehind } = recordedRoom(page);

  const textOf = (selector: string): string =>
    (find(selector)?.textContent ?? '')
      .replaceAll(/[\u2066-\u2069]/gu, '')
      .replaceAll(/\s+/gu, ' ')
      .trim();
  const said = (): string => textOf('.room > [role="status"]');
  const isPressed = (): boolean => tool('record').getAttribute('aria-pressed') === 'true';

  describe('for everybody', () => {
    it('is seen and heard before it begins, while it runs and when it ends', async () => {
      await inCall();
      page.room.record({ state: 'announced' });
      await settled();
      expect(textOf('[data-rec="near"]')).to.equal('Recording begins…');
      expect(said()).to.equal('This class will be recorded. The recording begins in three seconds.');
      const startedAt = new Date(Date.now() - 61_000).toISOString();
      page.room.record({ state: 'uploading', startedAt });
      await settled();
      expect(textOf('[data-rec="on"]')).to.match(/^REC\s*Ana Kovač is recording this class 1:0\d$/);
      expect(said()).to.equal('This class is being recorded.');
      page.room.record({ state: 'processing', endedAt: startedAt });
      await settled();
      expect(find('[data-rec]')).to.equal(null);
      expect(said()).to.equal('The recording has stopped.');
    });

    it('is told to who waits, before they come in', async () => {
      await render({ waiting: true });
      await until(() => page.element.phase === 'prejoin');
      page.room.record();
      await page.element.join();
      await until(() => find('[data-notice="recorded"]') !== null);
      expect(textOf('[data-notice="recorded"]')).to.contain('is being recorded by Ana Kovač');
    });

    it('offers nothing to a student', async () => {
      await inCall();
      expect(find('[data-tool="record"]')).to.equal(null);
      expect(find('[data-recording]')).to.equal(null);
    });
  });

  describe('for who records', () => {
    it('asks first, and does nothing on Cancel or Escape', async () => {
      await inCall({ as: 'host' });
      await press('record');
      expect(textOf('dialog')).to.match(/pictures, voices and names.*invited.*in this tab/s);
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(find('dialog')).to.equal(null);
      expect(page.room.client.calls('recordings.announce')).to.deep.equal([]);
      expect(isPressed()).to.equal(false);
    });

    it('is done from the keyboard alone', async () => {
      await inCall({ as: 'host' });
      tool('microphone').focus();
      for (let count = 0; focused() !== tool('record') && count < 12; count += 1)
        await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ press: 'Enter' });
      await settled();
      await sendKeys({ press: 'Tab' });
      expect(focused()?.getAttribute('data-tool')).to.equal('confirm');
      await sendKeys({ press: 'Enter' });
      await until(() => page.recording.captures.all.length === 1);
      await settled();
      expect(isPressed()).to.equal(true);
    });

    it('counts down, records, and asks before it stops', async () => {
      await recording();
      expect(isPressed()).to.equal(true);
      expect(find('[data-recording]'), 'nothing to say while all is well').to.equal(null);
      page.recording.captures.last.emit(1);
      await press('record');
      expect(textOf('dialog h2')).to.equal('Stop the recording?');
      await press('confirm');
      await until(() => find('[data-recording="done"]') !== null);
      expect(find('[data-rec]')).to.equal(null);
      expect(isPressed()).to.equal(false);
      await press('recording-dismiss');
      expect(find('[data-recording]')).to.equal(null);
    });

    it('says how much is not uploaded, and why', async () => {
      await offline();
      expect(textOf('[data-recording="unsent"]')).to.match(
        /^No connection\. The recording goes on in this browser .* Not uploaded yet: 1\d sec \(1\.5 MB\)\.$/,
      );
      page.recording.server.failAlways({ status: 507, code: 'STORAGE_FULL' });
      await until(() => textOf('[data-recording="unsent"]').startsWith('The server has no room left.'));
      page.recording.server.failAlways(undefined);
      await until(() => find('[data-recording="unsent"]') === null);
    });

    it('says that the machine is too slow for everybody', async () => {
      await recording();
      page.recording.captures.last.options.onHealth?.({ ...HEALTH, layout: 'single' });
      await until(() => textOf('[data-recording]').startsWith('This computer is busy'));
    });

    it('shows how the upload goes, also when the class is over', async () => {
      await offline();
      page.room.end();
      await until(() => page.element.phase === 'ended');
      await until(() => find('[data-recording="uploading"]') !== null);
      expect(find<HTMLProgressElement>('progress')?.value).to.equal(0);
      page.recording.server.failAlways(undefined);
      await until(() => find('[data-recording="done"]') !== null);
    });

    it('says before the class that this browser cannot record', async () => {
      await render({ as: 'host' });
      page.recording.way = undefined;
      await render({ as: 'host' });
      await until(() => find('[data-recording="impossible"]') !== null);
      expect(textOf('[data-recording="impossible"]')).to.contain('cannot record');
    });

    it('says that it is recorded already', async () => {
      await inCall({ as: 'host' });
      page.room.client.failNext('recordings.announce', new LecternError('RECORDING_RUNNING', 'Again.'));
      await press('record');
      await press('confirm');
      await until(() => textOf('[data-notice="error"]').startsWith('This class is being recorded already.'));
    });

    it('goes on by one clear button where a click is needed', async () => {
      await inCall({ as: 'host' });
      page.room.record();
      await until(() => find('[data-recording="elsewhere"]') !== null);
      await press('recording-resume');
      await until(() => page.recording.captures.all.length === 1);
      await until(() => find('[data-recording="elsewhere"]') === null);
    });

    it('offers what an earlier page could not send, and asks before it is discarded', async () => {
      await leftBehind();
      expect(textOf('[data-recording="unsent-found"]')).to.contain(
        'A recording of Algebra was not uploaded to its end: 1.2 MB wait in this browser.',
      );
      await press('unsent-discard');
      await press('unsent-keep');
      expect((await page.recording.store.recordings()).length).to.equal(1);
      await press('unsent-discard');
      await press('unsent-discard');
      await until(() => find('[data-recording="unsent-found"]') === null);
      await settled();
    });

    it('sends what an earlier page could not send', async () => {
      await leftBehind();
      await press('unsent-send');
      await until(() => page.recording.server.parts.get('prt-left')?.finished !== undefined);
      await until(() => find('[data-recording]') === null);
      expect(await page.recording.store.recordings()).to.deep.equal([]);
    });
  });

  it('speaks the language and the direction of the page', async () => {
    document.documentElement.lang = 'ar';
    document.documentElement.dir = 'rtl';
    try {
      await offline();
      expect(textOf('[data-recording="unsent"]')).to.contain('لا يوجد اتصال');
      expect(getComputedStyle(find('[data-recording="unsent"]')!).direction).to.equal('rtl');
    } finally {
      document.documentElement.lang = 'en';
      document.documentElement.dir = '';
      page.recording.server.failAlways(undefined);
    }
  });
});
