import { defineElement } from '../../internal/define-element.js';
import { SeekBarElement } from './seek-bar.element.js';
import type { TranscriptElement } from './transcript.element.js';

/** Registers the parts of the player, which calls it before it renders. */
export function defineParts(): void {
  defineElement('lectern-seek-bar', SeekBarElement);
}

/** Fetches and registers the transcript, which only some recordings have. */
export async function defineTranscript(): Promise<void> {
  const { TranscriptElement } = await import('./transcript.element.js');
  defineElement('lectern-transcript', TranscriptElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'lectern-seek-bar': SeekBarElement;
    'lectern-transcript': TranscriptElement;
  }
}
