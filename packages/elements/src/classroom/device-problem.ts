import type { LocalMedia, MediaProblem } from '../call/call.js';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';

type Key = keyof SessionRoomTerms;

const MICROPHONE: Partial<Record<MediaProblem, Key>> = {
  'permission-denied': 'roomDeniedMicrophone',
  'no-device': 'roomMissingMicrophone',
  'device-busy': 'roomBusyMicrophone',
  lost: 'roomLostMicrophone',
  unsupported: 'roomUnsupported',
};
const CAMERA: Partial<Record<MediaProblem, Key>> = {
  'permission-denied': 'roomDeniedCamera',
  'no-device': 'roomMissingCamera',
  'device-busy': 'roomBusyCamera',
  lost: 'roomLostCamera',
  unsupported: 'roomUnsupported',
};

/** What to tell a person about their devices, and what they can do: one sentence for one cause. */
export function deviceProblems(problems: LocalMedia['problems']): readonly Key[] {
  const { microphone, camera, screen } = problems;
  if (microphone === 'permission-denied' && camera === 'permission-denied') return ['roomDeniedBoth'];
  const keys = [
    microphone && MICROPHONE[microphone],
    camera && CAMERA[camera],
    screen === 'permission-denied' ? ('roomDeniedScreen' as const) : undefined,
  ];
  return [...new Set(keys.filter((key) => key !== undefined))];
}
