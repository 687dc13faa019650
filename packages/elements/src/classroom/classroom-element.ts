import { sessionRoomTerms } from '../elements/session-room/session-room.terms.js';
import { LecternElement } from '../internal/lectern-element.js';
import { LocalizeController } from '../internal/localize.js';
import { RoomCommandEvent, type RoomCommand } from './command-event.js';

/** What the parts of the classroom share: the room's texts, and a way to ask for things. */
export abstract class ClassroomElement extends LecternElement {
  protected readonly localize = new LocalizeController(this, sessionRoomTerms);

  protected request(command: RoomCommand): void {
    /** @internal Heard by the room around. */
    this.dispatchEvent(new RoomCommandEvent(command));
  }
}
