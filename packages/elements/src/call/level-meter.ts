const POLL_MS = 100;

/** Reads how loud a stream is, 0 to 1, about ten times a second. Answers what ends it. */
export function meterLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const [track] = stream.getAudioTracks();
  if (!track || typeof AudioContext === 'undefined') return () => undefined;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
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
