/** The most a video sender may use on one link. */
export interface SendLimit {
  readonly height: number;
  readonly frameRate: number;
  readonly bitrate: number;
}

/** What is sent on every link of a call at its present size. */
export interface SendPlan {
  readonly camera: SendLimit;
  readonly screen: SendLimit;
}

const CAMERA_BY_PEOPLE: readonly (readonly [people: number, limit: SendLimit])[] = [
  [2, { height: 360, frameRate: 30, bitrate: 1_200_000 }],
  [3, { height: 360, frameRate: 20, bitrate: 600_000 }],
  [4, { height: 360, frameRate: 15, bitrate: 400_000 }],
  [5, { height: 180, frameRate: 15, bitrate: 200_000 }],
];
const CAMERA_OF_MANY: SendLimit = { height: 180, frameRate: 15, bitrate: 150_000 };
const CAMERA_WHILE_SHARING: SendLimit = { height: 180, frameRate: 8, bitrate: 80_000 };
const SCREEN_UPLINK = 2_500_000;

/**
 * Keeps the uplink of one person at about 1.2 Mbit/s, 3 while sharing, whatever the number of people.
 *
 * @param people Oneself counted.
 */
export function sendPlan(people: number, sharing: boolean): SendPlan {
  const camera = CAMERA_BY_PEOPLE.find(([most]) => people <= most)?.[1] ?? CAMERA_OF_MANY;
  return {
    camera: sharing ? CAMERA_WHILE_SHARING : camera,
    screen: { height: 720, frameRate: 5, bitrate: Math.round(SCREEN_UPLINK / Math.max(1, people - 1)) },
  };
}

/** Puts a limit on a sender. Before the first negotiation there is nothing to limit: it is put on afterwards. */
export async function limitSender(sender: RTCRtpSender, limit: SendLimit): Promise<void> {
  const parameters = sender.getParameters();
  const encoding = parameters.encodings?.[0];
  if (!encoding) return;
  const { height } = sender.track?.getSettings() ?? {};
  const scale = Math.max(1, (height ?? limit.height) / limit.height);
  if (
    encoding.maxBitrate === limit.bitrate &&
    encoding.maxFramerate === limit.frameRate &&
    encoding.scaleResolutionDownBy === scale
  )
    return;
  encoding.maxBitrate = limit.bitrate;
  encoding.maxFramerate = limit.frameRate;
  encoding.scaleResolutionDownBy = scale;
  await sender.setParameters(parameters);
}
