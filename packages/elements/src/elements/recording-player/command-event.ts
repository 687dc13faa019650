/** What a part of the player asks for: requests go up, state comes down. */
export type PlayerCommand =
  { readonly type: 'seek'; readonly seconds: number } | { readonly type: 'close-transcript' };

/** Travels from a part to the player around it, which lets it go no further. */
export class PlayerCommandEvent extends Event {
  readonly command: PlayerCommand;

  constructor(command: PlayerCommand) {
    super('lectern-player-command', { bubbles: true });
    this.command = command;
  }
}
