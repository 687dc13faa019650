import { LecternError } from './errors.js';

/** One thing that is wrong with an input. */
export interface InputIssue {
  /** Where, with dots: `participant.name`. */
  readonly path: string;
  /** What it must be. */
  readonly message: string;
}

/** `INVALID_INPUT` with every issue in `details.issues`. Names fields, never their values. */
export function invalidInput(what: string, issues: readonly InputIssue[]): LecternError {
  const list = issues.map((issue) => `${issue.path} ${issue.message}`).join('; ');
  return new LecternError('INVALID_INPUT', `${what}: ${list}.`, { details: { issues } });
}
