import type { LecternError } from './errors.js';
import { invalidInput, type InputIssue } from './invalid-input.js';
import type { VideoProvider } from './provider.js';

/** What a field must be, and how that is said. Answers undefined when it is right. */
type Rule = (value: unknown) => string | undefined;
type Shape = Readonly<Record<string, Rule | Nested>>;
interface Nested {
  readonly shape: Shape;
  /** May be left out. */
  readonly optional?: true;
}

const ROOM_ID = /^[A-Za-z0-9_-]{1,64}$/;

const optional =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined ? undefined : rule(value);

const roomId: Rule = (value) =>
  typeof value === 'string' && ROOM_ID.test(value) ? undefined : 'must be 1 to 64 of [A-Za-z0-9_-]';

const text: Rule = (value) =>
  typeof value === 'string' && value.trim() !== '' && [...value].length <= 255
    ? undefined
    : 'must be 1 to 255 characters, not all blank';

const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Rule =>
  (value) => {
    if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
      return undefined;
    return most === Number.MAX_SAFE_INTEGER
      ? `must be a whole number, ${least} or more`
      : `must be a whole number from ${least} to ${most}`;
  };

const oneOf =
  (...values: readonly string[]): Rule =>
  (value) =>
    values.includes(value as string) ? undefined : `must be one of ${values.join(', ')}`;

const webAddress: Rule = (value) => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:'
    ? undefined
    : 'must be an absolute http or https address';
};

const flags: Rule = (value) =>
  isRecord(value) && Object.values(value).every((flag) => typeof flag === 'boolean')
    ? undefined
    : 'must be an object of true and false';

const string: Rule = (value) => (typeof value === 'string' ? undefined : 'must be text');

const ids: Rule = (value) =>
  Array.isArray(value) && value.length > 0 && value.length <= 100 && value.every((id) => !roomId(id))
    ? undefined
    : 'must be 1 to 100 ids of rooms';

const grants: Nested = {
  shape: Object.fromEntries(
    ['microphone', 'camera', 'screen', 'data'].map((grant) => [
      grant,
      optional((value) => (typeof value === 'boolean' ? undefined : 'must be true or false')),
    ]),
  ),
};

const room: Shape = { roomId };
const recording: Shape = { recordingId: text };
const participant: Shape = { roomId, participantId: text };
const join: Shape = {
  roomId,
  participant: {
    shape: {
      id: text,
      name: text,
      role: oneOf('moderator', 'participant', 'observer'),
      connectionId: optional(text),
      grants: { ...grants, optional: true },
      avatarUrl: optional(webAddress),
    },
  },
  ttlSeconds: optional(whole(30, 86_400)),
};

const SHAPES: Readonly<Record<ProviderMethod, Shape>> = {
  createRoom: {
    roomId,
    title: text,
    maxParticipants: optional(whole(1)),
    maxDurationSeconds: optional(whole(60)),
    emptyTimeoutSeconds: optional(whole(0)),
    recording: optional(oneOf('off', 'manual', 'automatic')),
    features: optional(flags),
    locks: optional(flags),
    welcomeMessage: optional(string),
    logoutUrl: optional(webAddress),
    webhookUrl: optional(webAddress),
  },
  deleteRoom: room,
  getRoomStatus: room,
  getJoinTicket: join,
  getJoinUrl: join,
  startRecording: room,
  stopRecording: room,
  getRecordings: { roomIds: ids, cursor: optional(string) },
  getRecording: recording,
  deleteRecording: recording,
  listParticipants: room,
  removeParticipant: participant,
  muteParticipant: participant,
  updateParticipant: { ...participant, grants },
};

/** Methods that take an input of ours; the two for webhooks take the vendor's. */
export type ProviderMethod = Exclude<
  keyof VideoProvider,
  'name' | 'capabilities' | 'receiveWebhook' | 'readDelivery'
>;

/** What is wrong with the input of a method, or undefined. */
export function checkProviderInput(method: ProviderMethod, input: unknown): LecternError | undefined {
  const issues: InputIssue[] = [];
  check(SHAPES[method], input, '', issues);
  return issues.length > 0 ? invalidInput(`${method} was not sent`, issues) : undefined;
}

function check(shape: Shape, input: unknown, prefix: string, issues: InputIssue[]): void {
  if (!isRecord(input)) {
    issues.push({ path: prefix.slice(0, -1) || 'input', message: 'must be an object' });
    return;
  }
  for (const [name, rule] of Object.entries(shape)) {
    const value = input[name];
    if (typeof rule === 'function') {
      const message = rule(value);
      if (message) issues.push({ path: prefix + name, message });
    } else if (value !== undefined || !rule.optional) {
      check(rule.shape, value, `${prefix}${name}.`, issues);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
