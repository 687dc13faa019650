import type { AskMediaInput, ReactionName } from '@lectern/core/contract';

/** What a part of the classroom asks for. Parts hold no store: requests go up, state comes down. */
export type RoomCommand =
  | { readonly type: 'microphone' | 'camera'; readonly on: boolean; readonly deviceId?: string }
  | { readonly type: 'screen' | 'hand'; readonly on: boolean }
  | { readonly type: 'speaker'; readonly deviceId: string }
  | { readonly type: 'retry-devices' | 'join' | 'sound' | 'leave' | 'end' | 'devices' }
  | { readonly type: 'panel'; readonly panel: 'chat' | 'people' | undefined }
  | { readonly type: 'post'; readonly text: string }
  | { readonly type: 'retry-chat'; readonly id: string }
  | { readonly type: 'react'; readonly reaction: ReactionName }
  | ({ readonly type: 'ask-media' } & AskMediaInput)
  | { readonly type: 'lock-chat' | 'answer'; readonly on: boolean }
  | { readonly type: 'lower-hands' | 'help' }
  | { readonly type: 'record'; readonly on: boolean }
  | { readonly type: 'recording-resume' | 'recording-dismiss' }
  | { readonly type: 'unsent-send' | 'unsent-discard'; readonly recordingId: string }
  | { readonly type: 'lower-hand' | 'remove'; readonly personId: string };

/** Travels from a part, which may stand in another one, to the room around it, which lets it go no further. */
export class RoomCommandEvent extends Event {
  readonly command: RoomCommand;

  constructor(command: RoomCommand) {
    super('lectern-room-command', { bubbles: true, composed: true });
    this.command = command;
  }
}
