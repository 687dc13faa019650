/** SQLSTATE of a unique constraint that was hit. */
export const UNIQUE_VIOLATION = '23505';
/** SQLSTATE of an exclusion constraint that was hit. */
export const EXCLUSION_VIOLATION = '23P01';
/** SQLSTATE of a reference to what is not there. */
export const FOREIGN_KEY_VIOLATION = '23503';

/** The SQLSTATE (or the system's code) of an error of either engine. */
export function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The constraint that an error of either engine names. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return undefined;
  return typeof error.constraint === 'string' ? error.constraint : undefined;
}
