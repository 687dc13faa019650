import type { CaptureVideoCodec } from '../capture.js';
import { AUDIO_BITRATE, SAMPLE_RATE } from '../settings.js';

interface AudioChoice {
  readonly codec: 'aac' | 'opus';
  readonly config: AudioEncoderConfig;
}

/** AAC belongs beside AVC in an MP4 and plays everywhere; few browsers can make it. */
export async function pickAudio(video: CaptureVideoCodec): Promise<AudioChoice | undefined> {
  const choices: AudioChoice[] = [
    ...(video === 'avc' ? [choice('aac', 'mp4a.40.2')] : []),
    choice('opus', 'opus'),
  ];
  for (const each of choices)
    try {
      if ((await AudioEncoder.isConfigSupported(each.config)).supported) return each;
    } catch {
      // Not even known by name.
    }
  return undefined;
}

function choice(codec: 'aac' | 'opus', codecString: string): AudioChoice {
  return {
    codec,
    config: { codec: codecString, sampleRate: SAMPLE_RATE, numberOfChannels: 1, bitrate: AUDIO_BITRATE },
  };
}
