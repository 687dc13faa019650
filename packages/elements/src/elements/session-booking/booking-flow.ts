import type { LecternClient } from '@lectern/core/client';
import {
  LecternError,
  type Booking,
  type CreateBookingInput,
  type Slot,
  type Zone,
} from '@lectern/core/contract';
import { isAbort } from '../../internal/error-text.js';
import { dateAt } from '../../internal/format.js';
import { CANCEL_NOTHING, cancelBooking, moveBooking, type BookingChanges } from './booking-changes.js';
import { problemOf } from './booking-problem.js';
import { initialState, rangeOf, slotsOn, type BookingState, type Choice } from './booking-state.js';
import { monthOf, type Month } from './month.js';
import { findNextFree } from './next-free.js';
import { randomKey } from './random-key.js';
import { choiceOf, listAll, readOwn } from './read-choices.js';
import {
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
    this.#state = initialState(options.zone, dateAt(options.zone, Date.now()));
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

  /** Looks for another time of a booking. */
  startMove(booking: Booking): void {
    const choice = choiceOf(this.#state.choices, booking);
    if (!choice) return;
    this.#months.clear();
    const date = dateAt(this.#state.zone, booking.startsAt);
    this.#set({
      step: 'time',
      choice,
      moving: booking,
      movedFrom: undefined,
      month: monthOf(date),
      date,
      list: undefined,
      slot: undefined,
      problem: undefined,
      ...CANCEL_NOTHING,
    });
    void this.#loadSlots();
  }

  /** Keeps the time that it has. */
  stopMove(): void {
    this.#months.clear();
    const { choices, choice } = this.#state;
    this.#set({
      step: choices.length > 1 ? 'teacher' : 'time',
      choice: choices.length > 1 ? undefined : choice,
      moving: undefined,
      list: undefined,
      slot: undefined,
      problem: undefined,
    });
    if (choices.length > 1) this.#loadNextFree();
    else void this.#loadSlots();
  }

  /** Whether a booking can get another time here and now. */
  canMove(booking: Booking): boolean {
    return booking.you.can['booking.move'] && choiceOf(this.#state.choices, booking) !== undefined;
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

  /** Books the chosen time, or moves to it. */
  async confirm(): Promise<void> {
    const { choice, slot, zone, note, sending, moving } = this.#state;
    if (!choice || !slot || sending) return;
    if (moving) return this.#move(moving, slot);
    const input: CreateBookingInput = {
      offeringId: choice.offering.id,
      hostId: choice.host.id,
      startsAt: slot.startsAt,
      zone,
      ...(note.trim() ? { note: note.trim() } : {}),
    };
    if (!this.#options.dispatch(new SessionBookingConfirmEvent(input))) return;
    this.#set({ sending: true, problem: undefined });
    const { signal } = this.#running;
    try {
      const options = { signal, idempotencyKey: this.#keyOf(input) };
      const booking = await this.#options.client.bookings.create(input, options);
      if (signal.aborted) return;
      this.#wish = undefined;
      this.#set({ step: 'done', booking, sending: false });
      this.#options.dispatch(new SessionBookingDoneEvent({ booking }));
    } catch (error) {
      if (signal.aborted) return;
      this.#refused(error, slot);
      this.#fail(error, 'create');
    }
  }

  #move(moving: Booking, slot: Slot): Promise<void> {
    return moveBooking(this.#changes(), moving, slot);
  }

  /** The same wish asked again goes under the same key. */
  #keyOf(input: object): string {
    const what = JSON.stringify(input);
    if (this.#wish?.what !== what) this.#wish = { what, key: randomKey() };
    return this.#wish.key;
  }

  #refused(error: unknown, slot: Slot): void {
    // A refusal is an answer: the next try is a new wish.
    if (LecternError.is(error) && !error.retryable && error.code !== 'NETWORK') this.#wish = undefined;
    const problem = problemOf(error, slot);
    this.#set({ sending: false, problem, ...(problem.kind === 'error' ? {} : { slot: undefined }) });
    if (problem.kind !== 'error') void this.#loadSlots();
  }

  /** Asks whether a booking is to be cancelled; without one, the one that was just made. */
  askToCancel(asking: boolean, booking = this.#state.booking): void {
    this.#set({
      ...CANCEL_NOTHING,
      ...(asking && booking ? { cancelling: 'asking', cancelOf: booking } : {}),
      // After a no the focus goes back to where the question came from.
      ...(asking ? {} : { cancelOf: this.#state.cancelOf }),
    });
  }

  async cancel(): Promise<void> {
    await cancelBooking(this.#changes());
    if (this.#state.cancelled && this.#state.step === 'time') void this.#loadSlots();
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
      movedFrom: undefined,
      problem: undefined,
      ...CANCEL_NOTHING,
    });
    void this.#loadSlots();
    void this.#loadOwn();
  }

  async #loadOfferings(): Promise<void> {
    const { client, offeringId, hostId } = this.#options;
    const { signal } = this.#running;
    try {
      const [{ items, serverNow }, own] = await Promise.all([
        listAll(client, signal),
        readOwn(client, this.#options, signal),
      ]);
      if (signal.aborted) return;
      this.#keepClock(serverNow);
      const choices = items
        .filter((offering) => !offering.archived && (!offeringId || offering.id === offeringId))
        .flatMap((offering) => offering.hosts.map((host) => ({ offering, host })))
        .filter(({ host }) => !hostId || host.id === hostId);
      const [only] = choices;
      this.#set({ choices, own, step: only ? 'teacher' : 'nothing' });
      if (choices.length === 1 && only) this.choose(only);
      else this.#loadNextFree();
    } catch (error) {
      if (signal.aborted) return;
      this.#set({ step: 'failed', error });
      this.#fail(error, 'offerings');
    }
  }

  async #loadOwn(): Promise<void> {
    const { signal } = this.#running;
    const own = await readOwn(this.#options.client, this.#options, signal);
    if (!signal.aborted) this.#set({ own });
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
    const { choice, month, zone, moving } = this.#state;
    const range = rangeOf(this.#state, month);
    if (!choice || !range) return;
    this.#set({ slotsError: undefined });
    try {
      const input = {
        offeringId: choice.offering.id,
        hostId: choice.host.id,
        zone,
        ...range,
        ...(moving ? { bookingId: moving.id } : {}),
      };
      const answer = await this.#options.client.offerings.slots(input, { signal: running.signal });
      // Its own time counts as free, but is no change.
      const slots = answer.slots.filter(({ startsAt }) => startsAt !== moving?.startsAt);
      const list = { ...answer, slots };
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

  #changes(): BookingChanges {
    return {
      client: this.#options.client,
      signal: this.#running.signal,
      state: this.#state,
      set: (change) => this.#set(change),
      dispatch: (event) => this.#options.dispatch(event),
      fail: (error, during) => this.#fail(error, during),
      keyOf: (input) => this.#keyOf(input),
      refused: (error, slot) => this.#refused(error, slot),
      done: () => {
        this.#wish = undefined;
        void this.#loadOwn();
      },
    };
  }

  #fail(error: unknown, during: SessionBookingErrorDetail['during']): void {
    this.#options.dispatch(new SessionBookingErrorEvent({ error, during }));
  }

  #set(change: Partial<BookingState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange();
  }
}
