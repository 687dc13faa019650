import { aTimeout, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../define/session-room.js';
import { FakeCall } from '../../../call/testing/fake-call.js';
import { FakeRecording } from '../../../capture/recorder/testing/fake-recorder-kit.js';
import type { OpenCall } from '../../../session/session-options.js';
import { FakeClass, type FakeClassOptions } from '../../../session/testing/fake-class.js';
import type { SessionRoomElement } from '../session-room.element.js';

/** One `<session-room>` on a class without a server, anew for each test around the call. */
export interface RoomPage {
  room: FakeClass;
  element: SessionRoomElement;
  readonly calls: FakeCall[];
  /** What records, and where it is sent. */
  recording: FakeRecording;
  /** Everything that was opened of the devices. */
  readonly tracks: MediaStreamTrack[];
  readonly openCall: OpenCall;
  render(options?: FakeClassOptions): Promise<void>;
  inCall(options?: FakeClassOptions): Promise<void>;
  settled(): Promise<void>;
  until(fits: () => boolean): Promise<void>;
  /** Looks through all open shadow roots. */
  find<Found extends HTMLElement = HTMLElement>(selector: string, from?: ParentNode): Found | null;
  /** @throws where there is none. */
  tool(name: string): HTMLElement;
  press(name: string): Promise<void>;
  focused(): Element | null;
  /** Names of the tiles. */
  tiles(): readonly string[];
}

const real = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);

export function roomPage(): RoomPage {
  beforeEach(async () => {
    localStorage.removeItem('lectern');
    page.tracks.length = 0;
    page.recording = new FakeRecording();
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await real(constraints);
      page.tracks.push(...stream.getTracks());
      return stream;
    };
    await setViewport({ width: 1200, height: 800 });
  });
  afterEach(() => {
    navigator.mediaDevices.getUserMedia = real;
  });

  const page: RoomPage = {
    room: undefined as unknown as FakeClass,
    element: undefined as unknown as SessionRoomElement,
    calls: [],
    recording: undefined as unknown as FakeRecording,
    tracks: [],
    openCall(_ticket, { tracks: own }) {
      const call = new FakeCall({ tracks: own });
      page.calls.push(call);
      return Promise.resolve(call);
    },
    async render(options = {}) {
      const session = { state: 'live', startedAt: new Date().toISOString() } as const;
      page.room = new FakeClass({ session, ...options });
      page.recording.answer(page.room.client);
      page.calls.length = 0;
      page.element = await fixture<SessionRoomElement>(
        html`<session-room
          session-id=${page.room.sessionId}
          .openCall=${page.openCall}
          .loadRecorder=${page.recording.load}
          .client=${page.room.client}
        ></session-room>`,
      );
      await page.settled();
    },
    async inCall(options = {}) {
      await page.render(options);
      await page.until(() => page.element.phase === 'prejoin');
      await page.element.join();
      await page.until(() => page.element.phase === 'in-call');
      await page.settled();
    },
    async settled() {
      for (let count = 0; count < 3; count += 1) {
        await aTimeout(0);
        await page.element.updateComplete;
        for (const part of page.element.renderRoot.querySelectorAll<SessionRoomElement>('*'))
          if (part.localName.startsWith('lectern-')) await part.updateComplete;
      }
    },
    until: (fits) =>
      new Promise((resolve) => {
        const timer = setInterval(() => {
          if (!fits()) return;
          clearInterval(timer);
          resolve();
        }, 5);
      }),
    find: (selector, from = page.element) => findDeep(selector, from),
    tool(name) {
      const found = page.find(`[data-tool="${name}"]`);
      if (!found) throw new Error(`no tool ${name}`);
      return found;
    },
    async press(name) {
      page.tool(name).click();
      await page.settled();
    },
    focused() {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active;
    },
    tiles: () =>
      [...(page.find('.grid')?.querySelectorAll('lectern-tile') ?? [])].map(
        (tile) => tile.getAttribute('name') ?? '',
      ),
  };
  return page;
}

function findDeep<Found extends HTMLElement>(selector: string, from: ParentNode): Found | null {
  const roots: ParentNode[] = [from];
  if (from instanceof Element && from.shadowRoot) roots.push(from.shadowRoot);
  for (const root of roots) {
    const found = root.querySelector<Found>(selector);
    if (found) return found;
    for (const inner of root.querySelectorAll('*'))
      if (inner.shadowRoot) {
        const deep = findDeep<Found>(selector, inner);
        if (deep) return deep;
      }
  }
  return null;
}
