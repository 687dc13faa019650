// Sets the workspace up and runs one task in it: `node tools/run.mjs <task> [arguments]`.
// Uses nothing but Node (18 or newer can read it) and npm; everything else is fetched by the set-up.
import { Stop } from './setup/process.mjs';
import { tasks } from './tasks/tasks.mjs';

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`usage: node tools/run.mjs <${Object.keys(tasks).join('|')}> [arguments]`);
  process.exit(2);
}
try {
  await task(args);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
