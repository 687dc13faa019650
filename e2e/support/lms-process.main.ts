// The two-line LMS as a process of its own, so that a test can kill it: `node lms-process.main.ts <options as JSON>`.
import { startTwoLineLms } from './two-line-lms.ts';

const lms = await startTwoLineLms(JSON.parse(process.argv[2] ?? '{}'));
console.log(`ready ${lms.url}`);
process.once('SIGTERM', () => void lms.stop().then(() => process.exit(0)));
