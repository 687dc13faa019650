/** What Safari on phones has in place of full screen for elements. */
interface PhoneVideo extends HTMLVideoElement {
  webkitEnterFullscreen?(): void;
  readonly webkitSupportsFullscreen?: boolean;
}

/** Whether this browser shows the player, or at least its video, on the whole screen. */
export function canFillScreen(video: HTMLVideoElement | null): boolean {
  return document.fullscreenEnabled || Boolean((video as PhoneVideo | null)?.webkitEnterFullscreen);
}

/** Whether an element in a shadow root is what fills the screen; the document names its outermost host only. */
export function fillsScreen(element: Element | null): boolean {
  const root = element?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined;
  if (!element || !document.fullscreenElement) return false;
  // Safari says it of no shadow root; the pseudo class matches there too.
  return root?.fullscreenElement === element || element.matches(':fullscreen');
}

/** Into or out of full screen; on phones without it the video alone goes. Refusals are the person's own. */
export async function toggleFullScreen(player: HTMLElement, video: HTMLVideoElement): Promise<void> {
  try {
    if (fillsScreen(player)) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await player.requestFullscreen();
    else (video as PhoneVideo).webkitEnterFullscreen?.();
  } catch {
    // The frame around the page may forbid it.
  }
}

/** Into or out of a small window above the others. */
export async function toggleFloating(video: HTMLVideoElement): Promise<void> {
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await video.requestPictureInPicture();
  } catch {
    // Refused by the page around, or there is no picture yet.
  }
}
