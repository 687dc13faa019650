import type { ReactionName } from '@lectern/core/contract';
import type { SessionRoomTerms } from '../elements/session-room/session-room.terms.js';

/** How a reaction is drawn, and the term that says it. */
export const EMOJI: Readonly<Record<ReactionName, readonly [drawing: string, term: keyof SessionRoomTerms]>> =
  {
    'thumbs-up': ['👍', 'roomThumbsUp'],
    clap: ['👏', 'roomClap'],
    heart: ['❤️', 'roomHeart'],
    laugh: ['😂', 'roomLaugh'],
    surprise: ['😮', 'roomSurprise'],
    celebrate: ['🎉', 'roomCelebrate'],
  };
