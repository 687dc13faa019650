import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Call } from '../../call/call.js';
import type { RoomCommand, RoomCommandEvent } from '../../classroom/command-event.js';
import { defineClassroom } from '../../classroom/define-classroom.js';
import { ClientElement, type ClientSlices } from '../../context/client-element.js';
import { defineElement } from '../../internal/define-element.js';
import { LocalizeController } from '../../internal/localize.js';
import { viewerZone } from '../../internal/viewer-zone.js';
import { SessionController } from '../../session/session-controller.js';
import type { OpenCall, SessionStoreOptions } from '../../session/session-options.js';
import type { SessionPhase, SessionState } from '../../session/session-state.js';
import { Announcements } from './announcements.js';
import { classroomView } from './classroom-view.js';
import { ownDeviceId } from './device-id.js';
import type { RoomDialog } from './dialogs-view.js';
import { recordingWarning } from './recording-sign.js';
import { openingText, type RoomTime } from './opening-time.js';
import { outcomeView } from './outcome-view.js';
import { openDevices, runOnStore } from './room-commands.js';
import {
  RoomAfterJoinEvent,
  RoomAfterLeaveEvent,
  RoomErrorEvent,
  RoomJoinEvent,
  RoomLeaveEvent,
  type RoomLeaveReason,
} from './session-room.events.js';
import { styles } from './session-room.styles.js';
import { sessionRoomTerms } from './session-room.terms.js';
import { commandOf } from './shortcuts.js';

type Slice = 'sessions' | 'connections' | 'channel';

const OUTSIDE: readonly SessionPhase[] = ['left', 'moved', 'removed', 'full', 'ended', 'failed'];
const INSIDE: readonly SessionPhase[] = ['joining', 'waiting', 'in-call'];
/** Where a time is shown that runs. */
const COUNTING: readonly SessionPhase[] = ['prejoin', 'joining', 'waiting', 'in-call'];
/** Joining would fail again; reading the session tells when and whether it can be joined. */
const READ_AGAIN: readonly (string | undefined)[] = ['SESSION_NOT_OPEN', 'FORBIDDEN'];

/**
 * @summary The classroom of a session: prejoin, waiting room, pictures, tools, chat and people.
 *
 * It fills its container. Keyboard: Tab moves through everything; while the focus is in the room and not in a text
 * field, M turns the microphone on and off, V the camera, H raises the hand, C opens the chat, ? says all of this and lets
 * one turn these keys off; Escape closes a panel.
 * Moving the element in the page keeps the call.
 *
 * @tag session-room
 *
 * @slot after - Shown when one is outside again, such as a link back to the course.
 *
 * @fires {RoomJoinEvent} room-join - The person wants to join; cancel it to keep them outside.
 * @fires {RoomAfterJoinEvent} room-after-join - The person is in the class and its call.
 * @fires {RoomLeaveEvent} room-leave - The person wants to leave; cancel it to keep them inside.
 * @fires {RoomAfterLeaveEvent} room-after-leave - The person is outside again, for the reason in `detail`.
 * @fires {RoomErrorEvent} room-error - Something failed and is shown.
 *
 * @csspart base - The ground.
 * @csspart header - Title and time, in the class.
 * @csspart stage - The pictures, in the class.
 * @csspart toolbar - The tools, in the class.
 * @csspart panel - Chat or people.
 * @csspart outcome - What is shown when one is outside again.
 *
 * @cssproperty [--session-room-min-height=clamp(440px, 72vh, 760px)] - How low it may become.
 * @cssproperty [--session-room-stage] - The ground behind the pictures.
 * @cssproperty [--session-room-tile] - The ground of a picture.
 * @cssproperty [--session-room-speaking] - The ring around who speaks.
 */
export class SessionRoomElement extends ClientElement<Slice> {
  /** @internal */
  static override styles = styles;

  /** Which session: `ses-` and 22 of `[a-z0-9]`. */
  @property({ attribute: 'session-id' }) sessionId = '';

  /** IANA zone the times are shown in. Default: the one chosen on this device, else the person's, else the device's. */
  @property() zone = '';

  /** Opens the call of a ticket, in place of our own: for a client protocol of the page's. Set it before joining. */
  @property({ attribute: false }) openCall: OpenCall | undefined;

  /** @internal Records in place of this browser's own recorder: for tests. Set it before joining. */
  @property({ attribute: false }) loadRecorder: SessionStoreOptions['loadRecorder'];

  /** Where the person stands. Set by the element; page CSS may match on it. */
  @property({ reflect: true }) phase: SessionPhase = 'idle';

  @state() private panel: 'chat' | 'people' | undefined;
  @state() private dialog: RoomDialog | undefined;
  @state() private announcement = '';

  @query('.room') private base!: HTMLElement | null;

  readonly #localize = new LocalizeController(this, sessionRoomTerms);
  readonly #session = new SessionController(this, (changed) => this.#changed(changed));
  readonly #announcements = new Announcements(this.#localize, (text) => (this.announcement = text));
  #seenLine = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #doors: SessionState['doors'];
  #hadFocus = false;
  #checked = false;

  /** The call while there is one; for diagnosis. */
  get call(): Call | undefined {
    return this.#session.store?.call;
  }

  override connectedCallback(): void {
    defineClassroom();
    super.connectedCallback();
    this.#tick();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#announcements.stop();
    super.disconnectedCallback();
  }

  /** Joins, as the button does. Does nothing while one is inside already. */
  async join(): Promise<void> {
    const { store, state: now } = this.#session;
    if (!store || !now || INSIDE.includes(now.phase)) return;
    /** @internal Documented by `@fires`. */
    if (!this.dispatchEvent(new RoomJoinEvent({ session: now.session }))) return;
    await store.join();
  }

  /** Leaves, as the button does. Does nothing while one is outside. */
  leave(): void {
    if (this.#mayLeave(false)) this.#session.store?.leave();
  }

  protected override clientChanged(client: ClientSlices<Slice> | undefined): void {
    this.#hold(client);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && changed.has('sessionId')) this.#hold(this.connection.current);
    const lines = this.#session.state?.chat;
    if (this.panel === 'chat') this.#seenLine = lines?.at(-1)?.id ?? this.#seenLine;
    this.#hadFocus = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    if (changed.has('phase') && this.hasUpdated) this.#keepFocus();
  }

  protected override render(): unknown {
    const localize = this.#localize;
    const now = this.#session.state;
    return html`<div
      part="base"
      class="room ${now?.phase === 'in-call' ? 'in-call' : 'outside'}"
      role="region"
      aria-label=${localize.term('roomLabel', now?.session?.title ?? '')}
      tabindex="-1"
      lang=${localize.lang()}
      dir=${localize.dir()}
      @keydown=${this.#onKey}
      @lectern-room-command=${this.#onCommand}
    >
      ${this.#content(now)}
      <p class="visually-hidden" role="status">${this.announcement}</p>
    </div>`;
  }

  #content(now: SessionState | undefined): unknown {
    const localize = this.#localize;
    if (!this.sessionId || (!now && this.connection.missing))
      return html`<p class="outcome muted">${localize.term('lecternNotConnected')}</p>`;
    if (!now || now.phase === 'idle')
      return html`<p class="outcome muted" role="status">
        <span class="spinner" aria-hidden="true"></span>${localize.term('lecternLoading')}
      </p>`;
    if (now.phase === 'in-call')
      return classroomView({
        localize,
        state: now,
        serverTime: this.#serverTime,
        panel: this.panel,
        unread: this.#unread(now),
        dialog: this.dialog,
        run: (command) => this.#run(command),
        onDismiss: () => this.#session.store?.dismissError(),
        onConfirm: () => this.#confirm(),
        onClose: () => (this.dialog = undefined),
      });
    if (OUTSIDE.includes(now.phase))
      return html`${outcomeView({ localize, state: now, time: this.#time, onAction: () => void this.#again(now) })}
        <lectern-recording-status class="below" .recording=${now.recording}></lectern-recording-status>`;
    return this.#prejoin(now);
  }

  #prejoin(now: SessionState): TemplateResult {
    const { session, doors } = now;
    const time = this.#time;
    const isRunning = session?.state === 'live';
    const until = (instant: string | undefined): number | undefined =>
      instant && !isRunning ? Date.parse(instant) - time.now : undefined;
    return html`${recordingWarning(this.#localize, now)}<lectern-recording-status
        .recording=${now.recording}
        ?may-record=${now.you?.relation === 'host'}
      ></lectern-recording-status
      ><lectern-prejoin
        exportparts="preview, join"
        .session=${session}
        .you=${now.you}
        .local=${now.local}
        .phase=${now.phase as 'prejoin' | 'joining' | 'waiting'}
        ?closed=${doors === 'closed' || doors === 'near'}
        opening=${openingText(this.#localize, session?.joinOpensAt, time)}
        .opensIn=${until(session?.joinOpensAt)}
        .startsIn=${until(session?.startsAt)}
        name=${now.me?.name ?? ''}
        person-id=${now.me?.id ?? ''}
      ></lectern-prejoin>`;
  }

  #hold(client: ClientSlices<Slice> | undefined): void {
    const { sessionId, openCall, loadRecorder } = this;
    this.#session.hold(
      client && sessionId
        ? {
            client,
            sessionId,
            deviceId: ownDeviceId(),
            ...(openCall ? { openCall } : {}),
            ...(loadRecorder ? { loadRecorder } : {}),
          }
        : undefined,
    );
    const now = this.#session.state;
    this.#doors = now?.doors;
    if (now) void this.#showStatus(now.recording);
    if (now?.phase === 'idle') void this.#session.store?.load();
    else if (now) this.phase = now.phase;
  }

  async #again({ session, error }: SessionState): Promise<void> {
    if (session && !READ_AGAIN.includes(error?.code)) await this.join();
    else await this.#session.store?.load();
  }

  /** Devices are asked for when the class is near, and not before: a page may be opened days ahead. */
  #onDoors(doors: SessionState['doors']): void {
    const { store } = this.#session;
    const former = this.#doors;
    this.#doors = doors;
    const isTime = doors === 'near' || doors === 'open';
    if (store && isTime && former !== 'near' && former !== 'open') void openDevices(store);
    if (former && former !== 'open' && doors === 'open')
      this.announcement = this.#localize.term('roomCanJoin');
  }

  #changed(changed: ReadonlySet<keyof SessionState>): void {
    const now = this.#session.state;
    if (!now) return;
    if (changed.has('doors')) this.#onDoors(now.doors);
    if (changed.has('you') && now.you?.relation === 'host') void this.#checkRecorder();
    if (changed.has('recording')) void this.#showStatus(now.recording);
    this.#announcements.update(now, this.panel === 'chat');
    /** @internal Documented by `@fires`. */
    if (changed.has('error') && now.error) this.dispatchEvent(new RoomErrorEvent({ error: now.error }));
    if (!changed.has('phase') || now.phase === this.phase) return;
    const former = this.phase;
    this.phase = now.phase;
    if (now.phase === 'in-call') {
      this.#seenLine = now.chat.at(-1)?.id ?? '';
      /** @internal Documented by `@fires`. */
      this.dispatchEvent(new RoomAfterJoinEvent({ connectionId: now.connectionId ?? '' }));
      return;
    }
    this.dialog = undefined;
    if (!OUTSIDE.includes(now.phase) || !INSIDE.includes(former)) return;
    this.panel = undefined;
    /** @internal Documented by `@fires`. */
    this.dispatchEvent(new RoomAfterLeaveEvent({ reason: now.phase as RoomLeaveReason }));
  }

  readonly #onCommand = (event: RoomCommandEvent): void => {
    event.stopPropagation();
    this.#run(event.command);
  };

  #run(command: RoomCommand): void {
    const { store } = this.#session;
    if (!store || runOnStore(command, store)) return;
    switch (command.type) {
      case 'join':
        return void this.join();
      case 'leave':
        return this.leave();
      case 'panel':
        return this.#openPanel(command.panel);
      case 'remove': {
        const { personId } = command;
        const name = store.state.current.roster.find((entry) => entry.personId === personId)?.name ?? '';
        this.dialog = { type: 'remove', personId, name };
        return;
      }
      case 'help':
        return void this.#help();
      case 'record':
        this.dialog = { type: command.on ? 'record' : 'record-stop' };
        return;
      case 'end':
      case 'devices':
        this.dialog = { type: command.type };
        return;
      default:
    }
  }

  /** Fetched by those who record, when there is something to say. */
  async #showStatus({ own, unsent, isPossible }: SessionState['recording']): Promise<void> {
    if (!own && unsent.length === 0 && isPossible) return;
    const { RecordingStatusElement } = await import('../../capture/status/recording-status.element.js');
    defineElement('lectern-recording-status', RecordingStatusElement);
  }

  /** Whoever would record is told before the class that this browser cannot. */
  async #checkRecorder(): Promise<void> {
    if (this.#checked) return;
    this.#checked = true;
    await this.#session.store?.recording.check();
  }

  /** Fetched when it is first wanted. */
  async #help(): Promise<void> {
    const { RoomHelpElement } = await import('../../classroom/room-help.element.js');
    defineElement('lectern-room-help', RoomHelpElement);
    if (this.phase === 'in-call') this.dialog ??= { type: 'help' };
  }

  #confirm(): void {
    const { dialog } = this;
    this.dialog = undefined;
    if (dialog?.type === 'remove') void this.#session.store?.commands.removePerson(dialog.personId);
    if (dialog?.type === 'record')
      void this.#session.store?.recording.start({ language: this.#localize.lang() });
    if (dialog?.type === 'record-stop') void this.#session.store?.recording.stop();
    if (dialog?.type === 'end' && this.#mayLeave(true)) void this.#session.store?.end();
  }

  #mayLeave(forEveryone: boolean): boolean {
    const now = this.#session.state;
    if (!now || !INSIDE.includes(now.phase)) return false;
    /** @internal Documented by `@fires`. */
    return this.dispatchEvent(new RoomLeaveEvent({ forEveryone }));
  }

  #openPanel(panel: 'chat' | 'people' | undefined): void {
    const former = this.panel;
    this.panel = panel;
    void this.updateComplete.then(() => {
      if (panel) {
        this.renderRoot.querySelector<HTMLElement>(`lectern-${panel}-panel`)?.focus();
        return;
      }
      const toolbar = this.renderRoot.querySelector('lectern-toolbar');
      toolbar?.renderRoot.querySelector<HTMLElement>(`[data-tool="${former ?? ''}"]`)?.focus();
    });
  }

  /** Renders at every second of the server's while a time is shown that runs. */
  readonly #tick = (): void => {
    this.#timer = setTimeout(this.#tick, 1_000 - (this.#serverTime % 1_000));
    if (COUNTING.includes(this.phase)) this.requestUpdate();
  };

  /** What had the focus is gone with the former phase; the page around keeps its own. */
  #keepFocus(): void {
    if (!this.#hadFocus || !this.base) return;
    const heading = this.renderRoot.querySelector<HTMLElement>('.outcome h2');
    (heading ?? this.base).focus();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const now = this.#session.state;
    if (now?.phase !== 'in-call' || this.dialog) return;
    const command = commandOf(event, now, this.panel === 'chat');
    if (!command) return;
    // Or the letter would be written into the field that has the focus then.
    event.preventDefault();
    this.#run(command);
  };

  #unread(now: SessionState): number {
    if (this.panel === 'chat') return 0;
    const seen = now.chat.findIndex(({ id }) => id === this.#seenLine);
    return now.chat.slice(seen + 1).filter(({ own }) => !own).length;
  }

  get #serverTime(): number {
    return this.#session.store?.clock.now() ?? Date.now();
  }

  get #time(): RoomTime {
    return { now: this.#serverTime, zone: viewerZone(this.zone, this.#session.state?.me?.zone) };
  }
}
