export interface DeviceList {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
}

export const NO_DEVICES: DeviceList = { microphones: [], cameras: [], speakers: [] };

/** What is plugged in. Names are empty until the person allowed a device once. */
async function readDevices(): Promise<DeviceList> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const ofKind = (kind: MediaDeviceKind): MediaDeviceInfo[] => all.filter((device) => device.kind === kind);
  return {
    microphones: ofKind('audioinput'),
    cameras: ofKind('videoinput'),
    speakers: 'setSinkId' in HTMLMediaElement.prototype ? ofKind('audiooutput') : [],
  };
}

/** Calls back at once and whenever something is plugged in or out. Answers what ends it. */
export function watchDevices(onChange: (devices: DeviceList) => void): () => void {
  let ended = false;
  const read = (): void =>
    void readDevices().then((devices) => {
      if (!ended) onChange(devices);
    });
  read();
  navigator.mediaDevices?.addEventListener?.('devicechange', read);
  return () => {
    ended = true;
    navigator.mediaDevices?.removeEventListener?.('devicechange', read);
  };
}
