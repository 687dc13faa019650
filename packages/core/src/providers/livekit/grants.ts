import { TrackSource, type ParticipantPermission, type VideoGrant } from 'livekit-server-sdk';
import type { MediaGrants, ParticipantRole } from '../../provider.js';

const SOURCES = {
  microphone: [TrackSource.MICROPHONE],
  camera: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
} as const;

/** Tracks that these grants let somebody publish. Left out means yes. */
function sourcesOf(grants: MediaGrants): TrackSource[] {
  return (['microphone', 'camera', 'screen'] as const)
    .filter((grant) => grants[grant] ?? true)
    .flatMap((grant) => [...SOURCES[grant]]);
}

/**
 * The least a person needs. Nobody gets `roomAdmin`: moderation goes through our server. Nobody may change their own name
 * or metadata: whoever they say they are is what we said.
 */
export function toVideoGrant(roomId: string, role: ParticipantRole, grants: MediaGrants = {}): VideoGrant {
  const { canPublish, canPublishData, canPublishSources } = toPermission(role, grants);
  return {
    roomJoin: true,
    room: roomId,
    canSubscribe: true,
    canPublish,
    canPublishData,
    canUpdateOwnMetadata: false,
    ...(canPublish && { canPublishSources }),
    ...(role === 'observer' && { hidden: true }),
  };
}

/** The same of somebody who is in already. The whole set: what is left out would become false. */
export function toPermission(
  role: ParticipantRole,
  grants: MediaGrants,
): Required<
  Pick<ParticipantPermission, 'canPublish' | 'canPublishData' | 'canPublishSources' | 'canSubscribe'>
> {
  const sources = role === 'observer' ? [] : sourcesOf(grants);
  return {
    canSubscribe: true,
    canPublish: sources.length > 0,
    canPublishData: role !== 'observer' && (grants.data ?? true),
    canPublishSources: sources,
  };
}
