/** A browser that gives sound does so at once. */
const RESUME_MS = 500;

/** Whether the browser gives sound, after asking it to. Call it in a gesture where there was none in this page yet. */
export async function isAudible(context: AudioContext): Promise<boolean> {
  if (context.state === 'running') return true;
  // Without a gesture it neither resolves nor rejects.
  const resumed = context.resume().catch(() => undefined);
  await Promise.race([resumed, new Promise((resolve) => setTimeout(resolve, RESUME_MS))]);
  return context.state === ('running' as AudioContextState);
}
