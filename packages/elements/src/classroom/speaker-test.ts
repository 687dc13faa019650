/** Two notes, a fifth apart. */
const NOTES = [523.25, 783.99] as const;
const NOTE_SECONDS = 0.45;
const LOUDNESS = 0.2;

/**
 * Plays two notes through an output, the standard one where none is chosen or the browser knows no others. Resolves when
 * they are over; rejects where that output cannot play. Call it in a gesture.
 */
export async function testSpeaker(deviceId: string | undefined): Promise<void> {
  const context = new AudioContext();
  const audio = new Audio();
  try {
    const output = context.createMediaStreamDestination();
    audio.srcObject = output.stream;
    if (deviceId && 'setSinkId' in audio) await audio.setSinkId(deviceId);
    await Promise.all([context.resume(), audio.play()]);
    await playNotes(context, output);
  } finally {
    audio.pause();
    audio.srcObject = null;
    void context.close();
  }
}

function playNotes(context: AudioContext, output: AudioNode): Promise<void> {
  return new Promise((resolve) => {
    const begin = context.currentTime + 0.05;
    NOTES.forEach((frequency, index) => {
      const start = begin + index * NOTE_SECONDS;
      const end = start + NOTE_SECONDS;
      const note = context.createOscillator();
      const loudness = context.createGain();
      note.frequency.value = frequency;
      // A note that begins or ends at once clicks.
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.03);
      loudness.gain.setValueAtTime(LOUDNESS, end - 0.12);
      loudness.gain.linearRampToValueAtTime(0, end);
      note.connect(loudness).connect(output);
      note.start(start);
      note.stop(end);
      if (index === NOTES.length - 1) note.onended = () => resolve();
    });
  });
}
