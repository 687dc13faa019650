import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { LecternError } from '@lectern/core/contract';
import '../../define/session-room.js';
import { FakeCall } from '../../call/testing/fake-call.js';
import type { OpenCall } from '../../session/session-options.js';
import { FakeClass, type FakeClassOptions } from '../../session/testing/fake-class.js';
import '../../translations/ar.js';
import type { SessionRoomElement } from './session-room.element.js';

const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

describe('<session-room>', () => {
  let room: FakeClass;
  let element: SessionRoomElement;
  let calls: FakeCall[];
  let tracks: MediaStreamTrack[];

  beforeEach(async () => {
    localStorage.removeItem('lectern');
    tracks = [];
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await real(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    await setViewport({ width: 1200, height: 800 });
  });
  afterEach(() => {
    navigator.mediaDevices.getUserMedia = real;
  });

  const openCall: OpenCall = (_ticket, { tracks: own }) => {
    const call = new FakeCall({ tracks: own });
    calls.push(call);
    return Promise.resolve(call);
  };

  async function render(options: FakeClassOptions = {}): Promise<void> {
    room = new FakeClass({ session: { state: 'live', startedAt: new Date().toISOString() }, ...options });
    calls = [];
    element = await fixture<SessionRoomElement>(
      html`<session-room
        session-id=${room.sessionId}
        .openCall=${openCall}
        .client=${room.client}
      ></session-room>`,
    );
    await settled();
  }

  async function settled(): Promise<void> {
    for (let count = 0; count < 3; count += 1) {
      await aTimeout(0);
      await element.updateComplete;
      for (const part of element.renderRoot.querySelectorAll<SessionRoomElement>('*'))
        if (part.localName.startsWith('lectern-')) await part.updateComplete;
    }
  }

  function until(fits: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!fits()) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
  }

  async function inCall(options: FakeClassOptions = {}): Promise<void> {
    await render(options);
    await until(() => element.phase === 'prejoin');
    await element.join();
    await until(() => element.phase === 'in-call');
    await settled();
  }

  /** Looks through all open shadow roots. */
  function find<Found extends HTMLElement = HTMLElement>(
    selector: string,
    from: ParentNode = element,
  ): Found | null {
    const roots: ParentNode[] = [from];
    if (from instanceof Element && from.shadowRoot) roots.push(from.shadowRoot);
    for (const root of roots) {
      const found = root.querySelector<Found>(selector);
      if (found) return found;
      for (const inner of root.querySelectorAll('*'))
        if (inner.shadowRoot) {
          const deep = find<Found>(selector, inner);
          if (deep) return deep;
        }
    }
    return null;
  }

  const tool = (name: string): HTMLElement => {
    const found = find(`[data-tool="${name}"]`);
    if (!found) throw new Error(`no tool ${name}`);
    return found;
  };
  const press = async (name: string): Promise<void> => {
    tool(name).click();
    await settled();
  };
  const focused = (): Element | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };
  const tiles = (): string[] =>
    [...(find('.grid')?.querySelectorAll('lectern-tile') ?? [])].map(
      (tile) => tile.getAttribute('name') ?? '',
    );

  describe('accessibility', function () {
    this.timeout(30_000);
    const states: Record<string, () => Promise<void>> = {
      prejoin: () => render(),
      'prejoin without permission': async () => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        await render();
        await until(() => find('[role="alert"]') !== null);
      },
      waiting: async () => {
        await render({ waiting: true, session: { startsAt: new Date(Date.now() + 90_000).toISOString() } });
        await until(() => element.phase === 'prejoin');
        await element.join();
        await settled();
      },
      alone: () => inCall(),
      'in call with everybody': async () => {
        await inCall();
        room.enter('ana', 'Ana Kovač', { isHost: true });
        room.enter('cem', 'Cem', { media: { mic: false, camera: false, screen: false } });
        room.setHand('cem', true);
        calls[0]?.setPeer('con-ana', { audioLevel: 0.5 });
        calls[0]?.setPeer('con-cem', { state: 'reconnecting' });
        await settled();
      },
      chat: async () => {
        await inCall();
        room.say({ text: 'Hello' });
        room.say({ text: 'Hi', personId: 'ben', name: 'Ben Okafor', isHost: false });
        await press('chat');
      },
      people: async () => {
        await inCall({ as: 'host' });
        room.enter('cem', 'Cem');
        room.setHand('cem', true);
        await press('people');
      },
      notices: async () => {
        await inCall();
        calls[0]?.setSoundBlocked(true);
        calls[0]?.setState('reconnecting');
        room.client.failNext('channel.setHand', new LecternError('FORBIDDEN', 'No.'));
        await press('hand');
        await until(() => find('[data-notice="sound"]') !== null);
      },
      'own screen': async () => {
        await inCall();
        await press('screen');
        await until(() => find('.own-screen') !== null);
      },
      'leave menu': async () => {
        await inCall({ as: 'host' });
        await press('leave');
      },
      'end dialog': async () => {
        await inCall({ as: 'host' });
        await press('leave');
        await press('end');
      },
      devices: async () => {
        await inCall();
        await press('devices');
      },
      moved: async () => {
        await inCall();
        room.leave(room.connectionId, 'superseded');
      },
      removed: async () => {
        await inCall();
        room.leave(room.connectionId, 'removed');
      },
      ended: async () => {
        await inCall();
        room.end();
      },
      left: async () => {
        await inCall();
        element.leave();
      },
    };
    for (const [name, arrange] of Object.entries(states))
      it(`has no violation: ${name}`, async () => {
        await arrange();
        await settled();
        await expect(element).to.be.accessible();
      });

    it('has no violation in the dark and from right to left', async () => {
      await emulateMedia({ colorScheme: 'dark' });
      document.documentElement.style.colorScheme = 'light dark';
      await inCall({ as: 'host' });
      element.lang = 'ar';
      room.enter('cem', 'Cem');
      await press('people');
      await expect(element).to.be.accessible();
      expect(find('.room')?.getAttribute('dir')).to.equal('rtl');
      document.documentElement.style.colorScheme = '';
      await emulateMedia({ colorScheme: 'light' });
    });

    it('names everybody on the stage with what is off and up', async () => {
      await inCall();
      room.enter('cem', 'Cem', { media: { mic: false, camera: false, screen: false } });
      room.setHand('cem', true);
      await settled();
      const tile = find('lectern-tile[name="Cem"]');
      expect(find('[role="group"]', tile ?? undefined)?.getAttribute('aria-label')).to.equal(
        'Video of Cem, microphone off, camera off, hand raised',
      );
    });
  });

  describe('before the class', () => {
    it('shows one’s own picture and joins with it', async () => {
      await render();
      await until(() => (find<HTMLVideoElement>('video')?.videoWidth ?? 0) > 0);
      find('.join')?.click();
      await until(() => element.phase === 'in-call');
      const [, input] = room.client.calls('sessions.join')[0] ?? [];
      expect(input).to.deep.include({ media: { mic: true, camera: true, screen: false } });
    });

    it('says what to do without permission, tries again, and joins all the same', async () => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      await render();
      await until(() => find('[role="alert"]') !== null);
      expect(find('[role="alert"]')?.textContent).to.contain('allow both');
      await element.join();
      expect(element.phase).to.equal('in-call');
    });

    it('begins with devices off that were turned off', async () => {
      await render();
      await until(() => tracks.length === 2);
      await press('camera');
      await press('microphone');
      await element.join();
      expect(room.client.calls('sessions.join')[0]?.[1]).to.deep.include({
        media: { mic: false, camera: false, screen: false },
      });
    });

    it('keeps the picture through the waiting room into the class', async () => {
      await render({ waiting: true });
      await until(() => tracks.length === 2);
      await element.join();
      await settled();
      expect(element.phase).to.equal('waiting');
      expect(find('h2')?.textContent).to.equal('You are in the waiting room');
      room.admit();
      await until(() => element.phase === 'in-call');
      expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['live', 'live']);
      expect(tracks.length).to.equal(2);
    });

    it('offers no device that one may not use', async () => {
      room = new FakeClass();
      await render({
        session: { you: { ...room.session.you, can: { ...room.session.you.can, 'media.camera': false } } },
      });
      await until(() => tracks.length === 1);
      expect(find('[data-tool="camera"]')).to.equal(null);
      expect(tracks[0]?.kind).to.equal('audio');
    });

    it('reads the session again after a failure', async () => {
      room = new FakeClass();
      room.client.failNext('sessions.get', new LecternError('NETWORK', 'No server.'));
      element = await fixture(
        html`<session-room session-id=${room.sessionId} .client=${room.client}></session-room>`,
      );
      await until(() => element.phase === 'failed');
      await settled();
      await press('again');
      await until(() => element.phase === 'prejoin');
    });
  });

  describe('events', () => {
    it('asks before joining and leaving, tells after', async () => {
      await render();
      await until(() => element.phase === 'prejoin');
      element.addEventListener('room-join', (event) => event.preventDefault(), { once: true });
      await element.join();
      expect(element.phase).to.equal('prejoin');
      expect(room.client.calls('sessions.join').length).to.equal(0);

      const joined = oneEvent(element, 'room-after-join');
      await element.join();
      expect((await joined).detail).to.deep.equal({ connectionId: room.connectionId });

      element.addEventListener('room-leave', (event) => event.preventDefault(), { once: true });
      element.leave();
      expect(element.phase).to.equal('in-call');

      const left = oneEvent(element, 'room-after-leave');
      await settled();
      await press('leave');
      expect((await left).detail).to.deep.equal({ reason: 'left' });
      expect(room.client.calls('connections.leave').length).to.equal(1);
    });

    it('tells why one is outside, and what failed', async () => {
      await inCall();
      const left = oneEvent(element, 'room-after-leave');
      room.leave(room.connectionId, 'removed');
      expect((await left).detail).to.deep.equal({ reason: 'removed' });
      room.client.failNext('sessions.join', new LecternError('CONNECTION_REMOVED', 'No.'));
      const failed = oneEvent(element, 'room-error');
      await element.join();
      expect((await failed).detail.error.code).to.equal('CONNECTION_REMOVED');
      expect(element.phase).to.equal('removed');
    });

    it('ends for everyone only after asking, and only for who may', async () => {
      await inCall();
      expect(find('[data-tool="end"]')).to.equal(null);
      await inCall({ as: 'host' });
      await press('leave');
      await press('end');
      expect(room.client.calls('sessions.end').length).to.equal(0);
      const leave = oneEvent(element, 'room-leave');
      await press('confirm');
      expect((await leave).detail).to.deep.equal({ forEveryone: true });
      await until(() => element.phase === 'ended');
      expect(room.client.calls('sessions.end').length).to.equal(1);
    });
  });

  describe('the class', () => {
    it('has a tile for everybody, oneself included, and none for who left', async () => {
      await inCall();
      room.enter('ana', 'Ana', { isHost: true });
      room.enter('cem', 'Cem');
      await settled();
      expect(tiles()).to.deep.equal(['Ana', 'Ben Okafor', 'Cem']);
      room.leave('con-cem');
      await settled();
      expect(tiles()).to.deep.equal(['Ana', 'Ben Okafor']);
    });

    it('follows what one may do, never a role', async () => {
      await inCall({ as: 'host' });
      const can = {
        ...room.session.you.can,
        'media.screen': false,
        'hand.raise': false,
        'person.remove': false,
      };
      room.session = { ...room.session, version: 2, you: { ...room.session.you, can } };
      room.enter('cem', 'Cem');
      room.emit('session-changed', {
        sessionId: room.sessionId,
        state: 'live',
        version: 2,
        occurredAt: new Date().toISOString(),
      });
      await until(() => find('[data-tool="screen"]') === null);
      await settled();
      expect(find('[data-tool="hand"]')).to.equal(null);
      await press('people');
      expect(find('.remove')).to.equal(null);
    });

    it('removes after asking', async () => {
      await inCall({ as: 'host' });
      room.enter('cem', 'Cem');
      await press('people');
      find('.remove')?.click();
      await settled();
      expect(find('dialog')?.textContent).to.contain('Cem');
      await press('confirm');
      expect(room.client.calls('channel.removePerson')).to.deep.equal([[room.sessionId, 'cem']]);
    });

    it('counts what one has not read, and not what was said before', async () => {
      room = new FakeClass();
      await render();
      room.say({ text: 'before' });
      await element.join();
      await settled();
      expect(find('.badge.chat')).to.equal(null);
      room.say({ text: 'one' });
      room.say({ text: 'two' });
      await settled();
      expect(find('.badge.chat')?.textContent).to.equal('2');
      await press('chat');
      expect(find('.badge.chat')).to.equal(null);
      await press('chat');
      expect(find('.badge.chat')).to.equal(null);
    });

    it('never runs what somebody writes', async () => {
      await inCall();
      await press('chat');
      room.say({ text: '<img src=x onerror="window.hacked=1"> javascript:alert(1)' });
      await settled();
      expect(find('.text')?.textContent).to.contain('<img');
      expect(find('.lines img, .lines a')).to.equal(null);
    });

    it('turns on sound in the press', async () => {
      await inCall();
      calls[0]?.setSoundBlocked(true);
      await until(() => find('[data-notice="sound"] button') !== null);
      find('[data-notice="sound"] button')?.click();
      await until(() => find('[data-notice="sound"]') === null);
    });

    it('announces a crowd in one sentence', async () => {
      await inCall();
      await until(() => find('.room > [role="status"]')?.textContent === 'You are in the class');
      for (const name of ['Ana', 'Cem', 'Dora']) room.enter(name, name);
      room.leave('con-Dora');
      await until(() => /joined/.test(find('.room > [role="status"]')?.textContent ?? ''));
      expect(find('.room > [role="status"]')?.textContent?.replace(/[\u2068\u2069]/g, '')).to.equal(
        'Ana and Cem joined',
      );
    });

    it('makes the panel a sheet on a phone', async () => {
      await setViewport({ width: 390, height: 780 });
      await inCall();
      await press('chat');
      const panel = find('lectern-chat-panel');
      expect(panel && getComputedStyle(panel).position).to.equal('absolute');
    });
  });

  describe('keyboard', () => {
    it('joins by Tab and Enter, and the focus stays in the room', async () => {
      await render();
      await until(() => element.phase === 'prejoin');
      await settled();
      for (let count = 0; count < 10 && !focused()?.classList.contains('join'); count += 1)
        await sendKeys({ press: 'Tab' });
      expect(focused()?.classList.contains('join')).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await until(() => element.phase === 'in-call');
      await settled();
      expect(element.matches(':focus-within')).to.equal(true);
    });

    it('has shortcuts in the room, and none in a text field', async () => {
      await inCall();
      for (const name of ['microphone', 'camera'])
        await until(() => tool(name).getAttribute('aria-pressed') === 'true');
      find('.room')?.focus();
      await sendKeys({ press: 'm' });
      await until(() => tool('microphone').getAttribute('aria-pressed') === 'false');
      await sendKeys({ press: 'v' });
      await until(() => tool('camera').getAttribute('aria-pressed') === 'false');
      await sendKeys({ press: 'h' });
      await until(() => tool('hand').getAttribute('aria-pressed') === 'true');
      await sendKeys({ press: 'c' });
      await settled();
      expect(focused()?.localName).to.equal('textarea');
      await sendKeys({ type: 'much' });
      expect((focused() as HTMLTextAreaElement).value).to.equal('much');
      expect(tool('microphone').getAttribute('aria-pressed')).to.equal('false');
    });

    it('moves among the tools by arrows, and by one Tab past them', async () => {
      await inCall({ as: 'host' });
      const at = (): string | undefined => (focused() as HTMLElement | null)?.dataset['tool'];
      tool('microphone').focus();
      await sendKeys({ press: 'ArrowRight' });
      expect(at()).to.equal('camera');
      await sendKeys({ press: 'End' });
      expect(at()).to.equal('leave');
      await sendKeys({ press: 'ArrowRight' });
      expect(at()).to.equal('microphone');
      await sendKeys({ press: 'ArrowLeft' });
      await sendKeys({ press: 'ArrowLeft' });
      expect(at()).to.equal('devices');
      await sendKeys({ press: 'Tab' });
      expect(element.matches(':focus-within')).to.equal(false);
    });

    it('sends by Enter, breaks the line by Shift+Enter, and leaves Enter to an input method', async () => {
      await inCall();
      await press('chat');
      await sendKeys({ type: 'one' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Shift' });
      await sendKeys({ type: 'two' });
      const field = focused() as HTMLTextAreaElement;
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, composed: true }),
      );
      expect(room.client.calls('channel.postChat').length).to.equal(0);
      await sendKeys({ press: 'Enter' });
      await settled();
      expect(
        room.client.calls('channel.postChat').map(([, input]) => (input as { text: string }).text),
      ).to.deep.equal(['one\ntwo']);
      expect(field.value).to.equal('');
    });

    it('closes a panel by Escape and gives the focus back', async () => {
      await inCall();
      await press('people');
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(find('lectern-people-panel')).to.equal(null);
      expect((focused() as HTMLElement | null)?.dataset['tool']).to.equal('people');
    });

    it('leaves by the menu, which Escape closes', async () => {
      await inCall({ as: 'host' });
      tool('leave').focus();
      await sendKeys({ press: 'Enter' });
      await settled();
      expect(tool('leave').getAttribute('aria-expanded')).to.equal('true');
      await sendKeys({ press: 'Escape' });
      await settled();
      expect(tool('leave').getAttribute('aria-expanded')).to.equal('false');
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await settled();
      expect(element.phase).to.equal('left');
      expect(focused()?.localName).to.equal('h2');
    });
  });

  describe('in and out of the page', () => {
    it('keeps the call when it is moved', async () => {
      await inCall();
      const elsewhere = document.createElement('div');
      document.body.append(elsewhere);
      elsewhere.append(element);
      await settled();
      await aTimeout(20);
      expect(element.phase).to.equal('in-call');
      expect(calls.length).to.equal(1);
      expect(calls[0]?.closed).to.equal(0);
      expect(element.call).to.equal(calls[0]);
      expect(room.client.calls('connections.leave').length).to.equal(0);
      expect(room.client.streams.filter(({ open }) => open).length).to.equal(1);
      expect(find<HTMLVideoElement>('video')?.srcObject).to.not.equal(null);
      elsewhere.remove();
      await aTimeout(20);
    });

    it('leaves and lets everything go when it is taken out', async () => {
      await inCall();
      await until(() => tracks.length === 2);
      element.remove();
      await aTimeout(20);
      expect(calls[0]?.closed).to.equal(1);
      expect(room.client.calls('connections.leave').length).to.equal(1);
      expect(tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
      expect(room.client.streams.every(({ open }) => !open)).to.equal(true);
    });

    it('leaves no track after leaving', async () => {
      await inCall();
      await until(() => tracks.length === 2);
      element.leave();
      expect(tracks.length).to.equal(2);
      expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['ended', 'ended']);
      expect(element.call).to.equal(undefined);
    });

    it('takes another session when the attribute changes', async () => {
      await inCall();
      element.sessionId = 'ses-bbbbbbbbbbbbbbbbbbbbbb';
      await settled();
      await aTimeout(20);
      expect(calls[0]?.closed).to.equal(1);
      expect(room.client.calls('sessions.get').at(-1)?.[0]).to.equal('ses-bbbbbbbbbbbbbbbbbbbbbb');
    });
  });
});
