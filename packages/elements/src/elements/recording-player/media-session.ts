export interface MediaSessionOptions {
  readonly title: string;
  readonly poster: string | undefined;
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  skip(seconds: number): void;
}

const STEP_SECONDS = 10;

/**
 * Shows the recording where the system shows what plays, and hears its keys. Answers what ends that; the page's next
 * player takes over before.
 */
export function holdMediaSession({ title, poster, ...commands }: MediaSessionOptions): () => void {
  const session = (navigator as Partial<Pick<Navigator, 'mediaSession'>>).mediaSession;
  if (!session || typeof MediaMetadata === 'undefined') return () => {};
  const metadata = new MediaMetadata({ title, artwork: poster ? [{ src: poster }] : [] });
  session.metadata = metadata;
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => commands.play(),
    pause: () => commands.pause(),
    seekbackward: ({ seekOffset }) => commands.skip(-(seekOffset ?? STEP_SECONDS)),
    seekforward: ({ seekOffset }) => commands.skip(seekOffset ?? STEP_SECONDS),
    seekto: ({ seekTime }) => {
      if (seekTime !== undefined) commands.seek(seekTime);
    },
  };
  const set = (action: MediaSessionAction, handler: MediaSessionActionHandler | null): void => {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // A browser that knows no such key.
    }
  };
  for (const [action, handler] of Object.entries(handlers)) set(action as MediaSessionAction, handler);
  return () => {
    if (session.metadata !== metadata) return;
    session.metadata = null;
    for (const action of Object.keys(handlers)) set(action as MediaSessionAction, null);
  };
}
