// Pages of the documentation that are printed from tables in the sources.
// `node tools/checks/reference-docs.mjs` writes them; the packaging checks only compare.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { ERROR_CODES } from '../../packages/core/src/errors.ts';
import { RIGHTS } from '../../packages/server/src/platform/rights/rights.ts';

const COLUMNS = {
  host: 'host',
  attendee: 'attendee',
  'course-teacher': 'teacher of the course',
  'course-moderator': 'moderator of the course',
  'course-member': 'student of the course',
};

function rightsPage() {
  const rows = Object.entries(RIGHTS).map(([action, rule]) => {
    const cells = Object.keys(COLUMNS).map((group) => (rule.who.includes(group) ? 'yes' : '–'));
    return `| \`${action}\` | ${cells.join(' | ')} | ${rule.states?.join(', ') ?? 'any'} |`;
  });
  return `# Who may do what

Printed from the one table the server enforces (\`packages/server/src/platform/rights/rights.ts\`). Admins may do everything that the
state of the session allows. Who may not see a thing gets 404; who sees it but may not act gets 403. A class or a community is open to
all students of its course; a lesson only to those it was booked for.

| action | ${Object.values(COLUMNS).join(' | ')} | while the session is |
| --- | ${Object.keys(COLUMNS)
    .map(() => '---')
    .join(' | ')} | --- |
${rows.join('\n')}
`;
}

function errorsPage() {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { status, meaning }]) => `| \`${code}\` | ${status || '–'} | ${meaning} |`,
  );
  return `# Error codes

Printed from core's one list. Every answer that is not 2xx has the body \`{ "error": { "code", "message", "requestId", "details"? } }\`.

| code | status | meaning |
| --- | --- | --- |
${rows.join('\n')}
`;
}

const PAGES = { 'docs/rights.md': rightsPage, 'docs/errors.md': errorsPage };

async function render(path) {
  return format(PAGES[path](), { ...(await resolveConfig(path)), parser: 'markdown' });
}

/** Answers what is out of date. */
export async function checkReferenceDocs() {
  const stale = [];
  for (const path of Object.keys(PAGES))
    if (readFileSync(path, 'utf8') !== (await render(path))) stale.push(path);
  return stale.length ? `${stale.join(', ')}: run node tools/checks/reference-docs.mjs` : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const path of Object.keys(PAGES)) writeFileSync(path, await render(path));
