import type { CapturePerson, CaptureScene } from '../capture/capture.js';
import type { SessionState } from './session-state.js';

/** Below this it is breath and room. */
const SPEAKING = 0.08;

/** What of the class is recorded now: everybody with what they have on, in the order of the roster. */
export function sceneOf(state: SessionState, former?: CaptureScene): CaptureScene {
  const { roster, connectionId, call } = state;
  const people = roster.map((entry): CapturePerson => {
    const isOwn = entry.connectionId === connectionId;
    return {
      id: entry.connectionId,
      name: entry.name,
      streams: isOwn ? ownStreams(state) : (call?.peers.get(entry.connectionId)?.streams ?? {}),
    };
  });
  const screen =
    people.find(({ id, streams }) => streams.screen && id !== connectionId) ??
    people.find(({ streams }) => streams.screen);
  const speaker = speakerOf(state, former);
  return { people, ...(screen && { screen: screen.id }), ...(speaker && { speaker }) };
}

/** Whether nothing that is drawn or heard differs. */
export function isSameScene(one: CaptureScene, other: CaptureScene): boolean {
  return (
    one.screen === other.screen &&
    one.speaker === other.speaker &&
    one.people.length === other.people.length &&
    one.people.every((person, index) => isSamePerson(person, other.people[index]!))
  );
}

function isSamePerson(one: CapturePerson, other: CapturePerson): boolean {
  const sources = ['camera', 'microphone', 'screen', 'screen-audio'] as const;
  return (
    one.id === other.id &&
    one.name === other.name &&
    sources.every((source) => one.streams[source] === other.streams[source])
  );
}

/** A source that is off may still have its stream. */
function ownStreams({ local }: SessionState): CapturePerson['streams'] {
  const { streams, microphone, camera, screen } = local;
  return {
    ...(microphone && streams.microphone && { microphone: streams.microphone }),
    ...(camera && streams.camera && { camera: streams.camera }),
    ...(screen && streams.screen && { screen: streams.screen }),
    ...(screen && streams['screen-audio'] && { 'screen-audio': streams['screen-audio'] }),
  };
}

/** Who is loudest; in a pause, who spoke last; before anybody did, the host. */
function speakerOf({ roster, call }: SessionState, former: CaptureScene | undefined): string | undefined {
  const peers = [...(call?.peers.values() ?? [])].filter(({ audioLevel }) => audioLevel > SPEAKING);
  const loudest = peers.sort((a, b) => b.audioLevel - a.audioLevel)[0];
  const isHere = (id: string | undefined): boolean => roster.some(({ connectionId }) => connectionId === id);
  if (loudest && isHere(loudest.connectionId)) return loudest.connectionId;
  return isHere(former?.speaker) ? former?.speaker : roster[0]?.connectionId;
}
