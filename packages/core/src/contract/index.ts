export * from './attendance.js';
export * from './booking.js';
export * from './calendar.js';
export * from './channel.js';
export * from './common.js';
export * from './connection.js';
export * from './person.js';
export * from './recording.js';
export * from './session.js';
export { ERROR_CODES, LecternError, type LecternErrorCode, type LecternErrorOptions } from '../errors.js';
export { CONNECTION_ATTRIBUTE } from '../join-ticket.js';
export type {
  IceServer,
  JitsiTicket,
  JoinTicket,
  JoinTicketKinds,
  LiveKitTicket,
  PageTicket,
  PeerTicket,
} from '../join-ticket.js';
