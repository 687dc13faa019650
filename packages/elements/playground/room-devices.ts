import { drawnStream } from './pictures.js';

export type Devices = 'all' | 'denied' | 'no-camera';

const NAMES: readonly [kind: MediaDeviceKind, label: string][] = [
  ['audioinput', 'Headset (USB)'],
  ['audioinput', 'Built-in microphone'],
  ['videoinput', 'HD camera'],
  ['audiooutput', 'Headset (USB)'],
  ['audiooutput', 'Built-in speakers'],
];

/** Puts drawn cameras and a tone in place of the machine's devices. */
export function fakeDevices(devices: Devices, person: string): void {
  const media = navigator.mediaDevices;
  media.enumerateDevices = () =>
    Promise.resolve(
      NAMES.filter(([kind]) => devices !== 'no-camera' || kind !== 'videoinput').map(
        ([kind, label], index) => ({
          kind,
          label,
          deviceId: `device-${index}`,
          groupId: label,
          toJSON: () => label,
        }),
      ),
    );
  media.getDisplayMedia = () => Promise.resolve(drawnStream(person, 'screen'));
  media.getUserMedia = (wants) => {
    if (devices === 'denied') return Promise.reject(new DOMException('', 'NotAllowedError'));
    if (devices === 'no-camera' && wants?.video) return Promise.reject(new DOMException('', 'NotFoundError'));
    return Promise.resolve(
      new MediaStream([
        ...(wants?.video ? drawnStream(person, 'camera').getTracks() : []),
        ...(wants?.audio ? tone().getTracks() : []),
      ]),
    );
  };
}

function tone(): MediaStream {
  const context = new AudioContext();
  const sound = context.createOscillator();
  const out = context.createMediaStreamDestination();
  sound.connect(out);
  sound.start();
  return out.stream;
}
