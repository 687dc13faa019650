export {
  describeMailer,
  type DescribeMailerOptions,
  type MailerSuiteExpect,
  type MailerUnderTest,
  type ReadMail,
} from './describe-mailer.js';
export { settableClock, type SettableClock } from '../ports/clock/settable-clock.js';
export {
  createTestLectern,
  TEST_NOW,
  TEST_URL,
  type CreateTestLecternOptions,
  type TestAnswer,
  type TestLectern,
  type TestPerson,
  type TestRequest,
} from './create-test-lectern.js';
export {
  describeObjectStore,
  type DescribeObjectStoreOptions,
  type ObjectStoreSuiteExpect,
} from './describe-object-store.js';
export { startPostgresServer, type PostgresServer } from './postgres-server.js';
export { createPgliteTestDatabase, createPostgresTestDatabase, type TestDatabase } from './test-database.js';
export { createTestProvider } from './test-provider.js';
