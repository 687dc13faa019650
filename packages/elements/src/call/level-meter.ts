const POLL_MS = 100;

/**
 * Reads how loud a stream is, 0 to 1, about ten times a second, as long as the browser lets the page listen. Answers what
 * ends it.
 */
export function meterLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const [track] = stream.getAudioTracks();
  if (!track || typeof AudioContext === 'undefined') return () => undefined;
  const context = new AudioContext();
  // Where the browser wants a gesture first, it begins with that.
  void context.resume().catch(() => undefined);
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Before a gesture it may stand still, which is no silence.
    if (context.state !== 'running') return;
    analyser.getByteTimeDomainData(samples);
    let peak = 0;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample - 128) / 128);
    // In steps, so that the same loudness renders nothing anew.
    onLevel(track.enabled && peak > 0.02 ? Math.ceil(peak * 10) / 10 : 0);
  }, POLL_MS);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}
