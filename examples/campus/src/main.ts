import { startCampus } from './start-campus.ts';

const DEFAULT_PORT = 4173;

/** A folder may be given as it is. */
function databaseOf(data: string | undefined): string {
  if (!data) return 'memory:';
  return /^(memory|file|postgres(ql)?):/.test(data) ? data : `file:${data}`;
}

function explain(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is taken. Stop what runs there, or choose another: PORT=4174`;
  if (code === 'EACCES')
    return `Port ${String(port)} may not be used by this user. Choose another: PORT=4174`;
  if (code === 'DATABASE_LOCKED' && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT must be a number from 0 to 65535, not ${JSON.stringify(process.env['PORT'])}.`);
  process.exit(1);
}
const host = process.env['HOST'];
try {
  const campus = await startCampus({
    port,
    database: databaseOf(process.env['LECTERN_DATA']),
    ...(host ? { host } : {}),
  });
  const stop = (): void => {
    campus.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  console.log(`Campus is ready at ${campus.url}`);
} catch (error) {
  console.error(explain(error, port));
  process.exit(1);
}
