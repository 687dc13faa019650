import type { LecternError, Session } from '@lectern/core/contract';

/** How one came to be outside: by oneself, taken over by another device, and so on. */
export type RoomLeaveReason = 'left' | 'moved' | 'removed' | 'full' | 'ended' | 'failed';

export interface RoomJoinDetail {
  readonly session: Session | undefined;
}

/** The person wants to join. Bubbles, crosses shadow roots; cancel it to keep them outside. */
export class RoomJoinEvent extends CustomEvent<RoomJoinDetail> {
  constructor(detail: RoomJoinDetail) {
    super('room-join', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface RoomAfterJoinDetail {
  readonly connectionId: string;
}

/** The person is in the class and its call. Bubbles, crosses shadow roots, not cancelable. */
export class RoomAfterJoinEvent extends CustomEvent<RoomAfterJoinDetail> {
  constructor(detail: RoomAfterJoinDetail) {
    super('room-after-join', { detail, bubbles: true, composed: true });
  }
}

export interface RoomLeaveDetail {
  /** Whether the class is to end for everybody. */
  readonly forEveryone: boolean;
}

/** The person wants to leave. Bubbles, crosses shadow roots; cancel it to keep them inside. */
export class RoomLeaveEvent extends CustomEvent<RoomLeaveDetail> {
  constructor(detail: RoomLeaveDetail) {
    super('room-leave', { detail, bubbles: true, composed: true, cancelable: true });
  }
}

export interface RoomAfterLeaveDetail {
  readonly reason: RoomLeaveReason;
}

/** The person is outside again; devices are off. Bubbles, crosses shadow roots, not cancelable. */
export class RoomAfterLeaveEvent extends CustomEvent<RoomAfterLeaveDetail> {
  constructor(detail: RoomAfterLeaveDetail) {
    super('room-after-leave', { detail, bubbles: true, composed: true });
  }
}

export interface RoomErrorDetail {
  readonly error: LecternError;
}

/** Something failed; the element shows it already. Bubbles, crosses shadow roots, not cancelable. */
export class RoomErrorEvent extends CustomEvent<RoomErrorDetail> {
  constructor(detail: RoomErrorDetail) {
    super('room-error', { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'room-join': RoomJoinEvent;
    'room-after-join': RoomAfterJoinEvent;
    'room-leave': RoomLeaveEvent;
    'room-after-leave': RoomAfterLeaveEvent;
    'room-error': RoomErrorEvent;
  }
}
