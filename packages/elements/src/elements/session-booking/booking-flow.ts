import type { LecternClient } from '@lectern/core/client';
import {
  LecternError,
  type CreateBookingInput,
  type Offering,
  type Slot,
  type SlotTakenDetails,
  type Zone,
} from '@lectern/core/contract';
import { isAbort } from '../../internal/error-text.js';
import { dateAt } from '../../internal/format.js';
import { rangeOf, slotsOn, type BookingProblem, type BookingState, type Choice } from './booking-state.js';
import { monthOf, type Month } from './month.js';
import { findNextFree } from './next-free.js';
import {
  SessionBookingAfterCancelEvent,
  SessionBookingConfirmEvent,
  SessionBookingDoneEvent,
  SessionBookingErrorEvent,
  type SessionBookingErrorDetail,
} from './session-booking.events.js';

/** What of the client booking needs. */
export type BookingClient = Pick<LecternClient, 'offerings' | 'bookings'>;

export interface BookingFlowOptions {
  readonly client: BookingClient;
  readonly offeringId: string;
  readonly hostId: string;
  readonly zone: Zone;
  /** Called after every change of `state`. */
  onChange(): void;
  /** Answers whether the default may happen, as `dispatchEvent`. */
  dispatch(event: Event): boolean;
}

/** The way from choosing a teacher to a booking: commands in, state out, nothing of the page. */
export class BookingFlow {
  readonly #options: BookingFlowOptions;
  #state: BookingState;
  #running = new AbortController();
  #slotsRunning: AbortController | undefined;
  /** Server time minus this device's. */
  #skewMs = 0;
  readonly #months = new Map<string, BookingState['list']>();
  /** The same wish asked again, after a failure that may have been only the answer's, is one booking. */
  #wish: { readonly what: string; readonly key: string } | undefined;

  constructor(options: BookingFlowOptions) {
    this.#options = options;
    const today = dateAt(options.zone, Date.now());
    this.#state = {
      step: 'loading',
      choices: [],
      nextFree: new Map(),
      zone: options.zone,
      today,
      month: monthOf(today),
      note: '',
      sending: false,
      cancelling: 'no',
    };
  }

  get state(): BookingState {
    return this.#state;
  }

  get client(): BookingClient {
    return this.#options.client;
  }

  /** Gives up every request. */
  pause(): void {
    this.#running.abort();
    this.#slotsRunning?.abort();
  }

  /** Begins, or goes on where `pause` stopped. */
  resume(): void {
    if (this.#running.signal.aborted) this.#running = new AbortController();
    if (this.#state.step === 'loading') void this.#loadOfferings();
    else if (this.#state.step === 'time') {
      this.#set({ sending: false });
      void this.#loadSlots();
    } else if (this.#state.cancelling === 'sending') this.#set({ cancelling: 'asking' });
  }

  /** After a failure at the very start. */
  retry(): void {
    this.#set({ step: 'loading', error: undefined });
    void this.#loadOfferings();
  }

  retrySlots(): void {
    void this.#loadSlots();
  }

  choose(choice: Choice): void {
    this.#months.clear();
    const next = this.#state.nextFree.get(choice);
    const date =
      next?.kind === 'slot' ? next.slot.viewerDate : next?.kind === 'date' ? next.date : this.#state.today;
    this.#set({
      step: 'time',
      choice,
      month: monthOf(date),
      list: undefined,
      date: undefined,
      slot: undefined,
      problem: undefined,
    });
    void this.#loadSlots();
  }

  backToTeachers(): void {
    this.#slotsRunning?.abort();
    this.#set({ step: 'teacher', choice: undefined, slot: undefined, problem: undefined });
  }

  /** Shows another month and, where a date is given, that date of it. */
  showMonth(month: Month, date?: string): void {
    if (month === this.#state.month && this.#state.list) {
      this.#set({ date: date ?? this.#state.date });
      return;
    }
    this.#set({ month, date, list: this.#months.get(month), slotsError: undefined });
    void this.#loadSlots();
  }

  selectDate(date: string): void {
    this.#set({ date });
  }

  selectSlot(slot: Slot): void {
    const stays = monthOf(slot.viewerDate) === this.#state.month;
    this.#set({ slot, problem: undefined, date: slot.viewerDate });
    if (!stays) this.showMonth(monthOf(slot.viewerDate), slot.viewerDate);
  }

  setNote(note: string): void {
    this.#set({ note });
  }

  /** Shows the same instants in another zone; the chosen one stays chosen. */
  setZone(zone: Zone): void {
    if (zone === this.#state.zone) return;
    const { slot, date, month } = this.#state;
    const today = dateAt(zone, Date.now() + this.#skewMs);
    const shown = slot ? dateAt(zone, slot.startsAt) : date;
    this.#months.clear();
    this.#set({ zone, today, date: shown, month: shown ? monthOf(shown) : month, list: undefined });
    if (this.#state.step === 'time') void this.#loadSlots();
    if (this.#state.step === 'teacher') this.#loadNextFree();
  }

  /** Books the chosen time. */
  async confirm(): Promise<void> {
    const { choice, slot, zone, note, sending } = this.#state;
    if (!choice || !slot || sending) return;
    const input: CreateBookingInput = {
      offeringId: choice.offering.id,
      hostId: choice.host.id,
      startsAt: slot.startsAt,
      zone,
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    if (!this.#options.dispatch(new SessionBookingConfirmEvent(input))) return;
    const what = JSON.stringify(input);
    if (this.#wish?.what !== what) this.#wish = { what, key: randomKey() };
    this.#set({ sending: true, problem: undefined });
    const { signal } = this.#running;
    try {
      const options = { signal, idempotencyKey: this.#wish.key };
      const booking = await this.#options.client.bookings.create(input, options);
      if (signal.aborted) return;
      this.#wish = undefined;
      this.#set({ step: 'done', booking, sending: false });
      this.#options.dispatch(new SessionBookingDoneEvent({ booking }));
    } catch (error) {
      if (signal.aborted) return;
      // A refusal is an answer: the next try is a new wish.
      if (LecternError.is(error) && !error.retryable && error.code !== 'NETWORK') this.#wish = undefined;
      const problem = problemOf(error, slot);
      this.#set({ sending: false, problem, ...(problem.kind === 'error' ? {} : { slot: undefined }) });
      this.#fail(error, 'create');
      if (problem.kind !== 'error') void this.#loadSlots();
    }
  }

  askToCancel(asking: boolean): void {
    this.#set({ cancelling: asking ? 'asking' : 'no', cancelError: undefined });
  }

  async cancel(): Promise<void> {
    const { booking, cancelling } = this.#state;
    if (!booking || cancelling === 'sending') return;
    this.#set({ cancelling: 'sending', cancelError: undefined });
    const { signal } = this.#running;
    try {
      const cancelled = await this.#options.client.bookings.cancel(booking.id, {}, { signal });
      if (signal.aborted) return;
      this.#set({ booking: cancelled, cancelling: 'no' });
      this.#options.dispatch(new SessionBookingAfterCancelEvent({ booking: cancelled }));
    } catch (error) {
      if (signal.aborted) return;
      this.#set({ cancelling: 'no', cancelError: error });
      this.#fail(error, 'cancel');
    }
  }

  /** The booking as a calendar file; undefined when it could not be had. */
  async calendarFile(): Promise<Blob | undefined> {
    const { booking } = this.#state;
    if (!booking) return undefined;
    const { signal } = this.#running;
    try {
      return await this.#options.client.bookings.ics(booking.id, { signal });
    } catch (error) {
      if (!signal.aborted) this.#fail(error, 'calendar-file');
      return undefined;
    }
  }

  /** Back to the times, with what was chosen before forgotten. */
  again(): void {
    this.#months.clear();
    this.#set({
      step: 'time',
      list: undefined,
      slot: undefined,
      note: '',
      booking: undefined,
      problem: undefined,
      cancelError: undefined,
    });
    void this.#loadSlots();
  }

  async #loadOfferings(): Promise<void> {
    const { client, offeringId, hostId } = this.#options;
    const { signal } = this.#running;
    try {
      const { items, serverNow } = await listAll(client, signal);
      if (signal.aborted) return;
      this.#keepClock(serverNow);
      const choices = items
        .filter((offering) => !offering.archived && (!offeringId || offering.id === offeringId))
        .flatMap((offering) => offering.hosts.map((host) => ({ offering, host })))
        .filter(({ host }) => !hostId || host.id === hostId);
      const [only] = choices;
      this.#set({ choices, step: only ? 'teacher' : 'nothing' });
      if (choices.length === 1 && only) this.choose(only);
      else this.#loadNextFree();
    } catch (error) {
      if (signal.aborted) return;
      this.#set({ step: 'failed', error });
      this.#fail(error, 'offerings');
    }
  }

  #loadNextFree(): void {
    const { signal } = this.#running;
    void findNextFree(this.#options.client, this.#state, signal, (nextFree) => {
      if (!signal.aborted) this.#set({ nextFree });
    });
  }

  async #loadSlots(): Promise<void> {
    this.#slotsRunning?.abort();
    const running = (this.#slotsRunning = new AbortController());
    const { choice, month, zone } = this.#state;
    const range = rangeOf(this.#state, month);
    if (!choice || !range) return;
    this.#set({ slotsError: undefined });
    try {
      const input = { offeringId: choice.offering.id, hostId: choice.host.id, zone, ...range };
      const list = await this.#options.client.offerings.slots(input, { signal: running.signal });
      if (running.signal.aborted) return;
      this.#keepClock(list.serverNow);
      this.#months.set(month, list);
      this.#set({ list });
      this.#keepSelection();
    } catch (error) {
      if (running.signal.aborted || isAbort(error)) return;
      this.#set({ slotsError: error });
      this.#fail(error, 'slots');
    }
  }

  /** Fresh slots: the chosen one as it is labelled now, and a day to look at. */
  #keepSelection(): void {
    const { list, slot, date, month, problem } = this.#state;
    const fresh = slot && list?.slots.find(({ startsAt }) => startsAt === slot.startsAt);
    // A time chosen in another month stays chosen while the person looks around.
    const kept =
      fresh ?? (slot && monthOf(dateAt(this.#state.zone, slot.startsAt)) !== month ? slot : undefined);
    const shown = date && slotsOn(this.#state, date).length ? date : list?.slots[0]?.viewerDate;
    // After a conflict the person looks at that day, even when it has nothing left.
    this.#set({ slot: kept, date: fresh?.viewerDate ?? (problem ? (date ?? shown) : shown) });
  }

  #keepClock(serverNow: string): void {
    const at = Date.parse(serverNow);
    if (Number.isNaN(at)) return;
    this.#skewMs = at - Date.now();
    const today = dateAt(this.#state.zone, at);
    if (today === this.#state.today) return;
    const month =
      this.#state.step === 'loading' || this.#state.month < monthOf(today)
        ? monthOf(today)
        : this.#state.month;
    this.#set({ today, month });
  }

  #fail(error: unknown, during: SessionBookingErrorDetail['during']): void {
    this.#options.dispatch(new SessionBookingErrorEvent({ error, during }));
  }

  #set(change: Partial<BookingState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange();
  }
}

async function listAll(
  { offerings }: BookingClient,
  signal: AbortSignal,
): Promise<{ readonly items: readonly Offering[]; readonly serverNow: string }> {
  const items: Offering[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await offerings.list(cursor === undefined ? {} : { cursor }, { signal });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return { items, serverNow: page.serverNow };
  }
}

function problemOf(error: unknown, slot: Slot): BookingProblem {
  switch (LecternError.is(error) ? error.code : undefined) {
    case 'SLOT_TAKEN': {
      const details = (error as LecternError).details as Partial<SlotTakenDetails> | undefined;
      return { kind: 'taken', slot, alternatives: details?.alternatives ?? [] };
    }
    case 'SLOT_PAST':
    case 'SLOT_UNAVAILABLE':
    case 'HOST_BUSY':
      return { kind: 'gone' };
    case 'STUDENT_BUSY':
      return { kind: 'busy' };
    default:
      return { kind: 'error', error };
  }
}

/** `randomUUID` is missing on pages without https. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
