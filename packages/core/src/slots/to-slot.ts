import type { Slot } from '../contract/booking.js';
import type { SlotTime } from './slots-input.js';
import { toWall } from './wall.js';

/** A slot as the HTTP contract sends it, with the labels of both walls. */
export function toSlot(time: SlotTime): Slot {
  const { startMs, endMs, hostOffsetMs, viewerOffsetMs, capacity, seatsLeft, sessionId } = time;
  const host = toWall(startMs, [[startMs, endMs, hostOffsetMs]]);
  const viewer = toWall(startMs, [[startMs, endMs, viewerOffsetMs]]);
  return {
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    hostOffset: host.offset,
    hostTime: host.time,
    viewerDate: viewer.date,
    viewerTime: viewer.time,
    viewerOffset: viewer.offset,
    capacity,
    seatsLeft,
    ...(sessionId !== undefined && { sessionId }),
  };
}
