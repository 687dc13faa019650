const LENGTH_S = 0.35;
const PEAK = 0.12;

/**
 * One short, soft tone: rising where something begins, falling where it ends. Silent where the browser gives no sound
 * before a gesture; what it says is also written and read aloud.
 */
export async function chime(direction: 'up' | 'down'): Promise<void> {
  if (typeof AudioContext !== 'function' || !navigator.userActivation?.hasBeenActive) return;
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const now = context.currentTime;
  tone.frequency.setValueAtTime(direction === 'up' ? 523 : 659, now);
  tone.frequency.setValueAtTime(direction === 'up' ? 659 : 523, now + LENGTH_S / 2);
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(PEAK, now + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, now + LENGTH_S);
  tone.connect(volume).connect(context.destination);
  tone.start(now);
  tone.stop(now + LENGTH_S);
  await new Promise((resolve) => tone.addEventListener('ended', resolve, { once: true }));
  await context.close();
}
