export type { Bus, BusMessage } from './ports/bus/bus.js';
export type { Clock } from './ports/clock/clock.js';
