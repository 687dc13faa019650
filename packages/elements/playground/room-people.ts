import type { FakeClass } from '../src/session/testing/fake-class.js';

/** An instant so many minutes from now. */
export const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();

export interface FillOptions {
  readonly count: number;
  readonly isHost: boolean;
  /** Whether the teacher shares a screen. */
  readonly sharing: boolean;
}

/** So many others are in the class. */
export function fill(room: FakeClass, { count, isHost, sharing }: FillOptions): void {
  const others: readonly [id: string, name: string, camera: boolean, mic: boolean][] = [
    isHost ? ['ben', 'Ben Okafor', true, true] : ['ana', 'Ana Kovač', true, true],
    ['chiyo', 'Chiyo Tanaka', true, false],
    ['diego', 'Diego Fernández', false, false],
    ['emre', 'Emre Yıldız', true, true],
    ['farah', 'Farah Al-Masri', true, false],
  ];
  for (const [id, name, camera, mic] of others.slice(0, count))
    room.enter(id, name, {
      isHost: id === 'ana',
      media: { mic, camera, screen: sharing && id === 'ana' },
      ...(id === 'ana' ? { role: 'teacher' } : {}),
    });
}

/** What was said before one came. */
export function talk(room: FakeClass): void {
  const said: readonly [string, string, string, number][] = [
    ['ana', 'Ana Kovač', 'Guten Tag! Please open page 42 of the workbook.', -12],
    ['ana', 'Ana Kovač', 'Today: Wechselpräpositionen. „Ich stelle die Lampe auf den Tisch.“', -12],
    ['chiyo', 'Chiyo Tanaka', 'こんにちは — is “auf dem Tisch” also right?', -9],
    ['ben', 'Ben Okafor', 'It depends: where to, or where?', -8],
    ['ana', 'Ana Kovač', 'Exactly, Ben. Wohin? takes the accusative, wo? the dative.', -8],
    ['farah', 'Farah Al-Masri', 'شكرا!', -2],
  ];
  for (const [personId, name, text, ago] of said)
    room.say({ personId, name, text, isHost: personId === 'ana', postedAt: minutes(ago) });
}
