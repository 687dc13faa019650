import type { RoomCommand } from '../../classroom/command-event.js';
import { readPreferences, writePreferences } from '../../internal/preferences.js';
import type { SessionStore } from '../../session/session-store.js';

/** Opens camera and microphone that were chosen the last time on this device. */
export async function openDevices(store: SessionStore): Promise<void> {
  const { microphoneId, cameraId, speakerId } = readPreferences();
  if (speakerId) quietly(store.setSpeaker(speakerId));
  await store.prepare({
    ...(microphoneId ? { microphoneId } : {}),
    ...(cameraId ? { cameraId } : {}),
  });
}

/** Does what the store can do; answers false for what concerns the element. */
export function runOnStore(command: RoomCommand, store: SessionStore): boolean {
  switch (command.type) {
    case 'microphone':
      if (command.deviceId) writePreferences({ microphoneId: command.deviceId });
      quietly(store.setMicrophone(command.on, command.deviceId));
      return true;
    case 'camera':
      if (command.deviceId) writePreferences({ cameraId: command.deviceId });
      quietly(store.setCamera(command.on, command.deviceId));
      return true;
    case 'screen':
      quietly(store.setScreen(command.on));
      return true;
    case 'speaker':
      writePreferences({ speakerId: command.deviceId });
      quietly(store.setSpeaker(command.deviceId));
      return true;
    case 'retry-devices':
      void openDevices(store);
      return true;
    case 'sound':
      void store.turnOnSound();
      return true;
    case 'hand':
      void store.commands.setHand(command.on);
      return true;
    case 'lower-hand':
      void store.commands.lowerHand(command.personId);
      return true;
    case 'lower-hands':
      void store.commands.lowerHands();
      return true;
    case 'lock-chat':
      void store.commands.lockChat(command.on);
      return true;
    case 'ask-media': {
      const { ask, personId } = command;
      void store.commands.askMedia({ ask, ...(personId === undefined ? {} : { personId }) });
      return true;
    }
    case 'answer':
      store.requests.answer(command.on);
      return true;
    case 'react':
      void store.commands.sendReaction(command.reaction);
      return true;
    case 'recording-resume':
      void store.recording.resume();
      return true;
    case 'recording-dismiss':
      store.recording.dismiss();
      return true;
    case 'unsent-send':
      void store.recording.sendUnsent(command.recordingId);
      return true;
    case 'unsent-discard':
      void store.recording.discardUnsent(command.recordingId);
      return true;
    case 'post':
      store.postChat(command.text);
      return true;
    case 'retry-chat':
      store.retryChat(command.id);
      return true;
    default:
      return false;
  }
}

/** Why a device is not there stands in the state. */
function quietly(done: Promise<unknown>): void {
  void done.catch(() => undefined);
}
