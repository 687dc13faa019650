/** Hears several events of a video; answers what ends it. */
export function listenTo(
  video: HTMLVideoElement,
  listeners: Readonly<Partial<Record<keyof HTMLMediaElementEventMap, () => unknown>>>,
): () => void {
  const hearing = new AbortController();
  for (const [type, listener] of Object.entries(listeners))
    video.addEventListener(type, () => void listener(), { signal: hearing.signal });
  return () => hearing.abort();
}
