import { attendanceMigration } from '../../domains/attendance/migration.js';
import { bookingMigration } from '../../domains/booking/migration.js';
import { bookingMoveMigration } from '../../domains/booking/move-migration.js';
import { calendarsMigration } from '../../domains/calendars/migration.js';
import { classStateMigration } from '../../domains/channel/class-state-migration.js';
import { channelMigration } from '../../domains/channel/migration.js';
import { notificationsMigration } from '../../domains/notifications/migration.js';
import { presenceMigration } from '../../domains/presence/migration.js';
import { recordingsMigration } from '../../domains/recordings/migration.js';
import { ticketKeyMigration } from '../../domains/recordings/ticket-key.js';
import { sessionsMigration } from '../../domains/sessions/migration.js';
import { sessionSequenceMigration } from '../../domains/sessions/sequence-migration.js';
import { busMigration } from '../../ports/bus/migration.js';
import { httpMigration } from '../http/migration.js';
import { inboxMigration } from '../inbox/migration.js';
import { outboxMigration } from '../outbox/migration.js';
import type { Migration } from './database.js';

/** Every step of the schema, of every owner. Their names give the order. */
export const migrations: readonly Migration[] = [
  outboxMigration,
  inboxMigration,
  httpMigration,
  busMigration,
  sessionsMigration,
  sessionSequenceMigration,
  presenceMigration,
  channelMigration,
  classStateMigration,
  calendarsMigration,
  bookingMigration,
  bookingMoveMigration,
  attendanceMigration,
  recordingsMigration,
  ticketKeyMigration,
  notificationsMigration,
];
