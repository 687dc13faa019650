import type { TrackSource } from '../src/call/call.js';
import { drawPerson } from './portrait.js';

/** A drawn person or a drawn slide in place of a camera or a screen. */
export function drawnStream(connectionId: string, source: TrackSource): MediaStream {
  if (source === 'microphone' || source === 'screen-audio') return new MediaStream();
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const draw = canvas.getContext('2d');
  if (!draw) return new MediaStream();
  const id = connectionId.replace(/^con-/, '');
  const paint = (): void => (source === 'screen' ? drawSlide(draw) : drawPerson(draw, id));
  paint();
  const stream = canvas.captureStream(2);
  // A canvas that is not touched sends no frame.
  setInterval(paint, 400);
  return stream;
}

function drawSlide(draw: CanvasRenderingContext2D): void {
  draw.fillStyle = '#fdfcf8';
  draw.fillRect(0, 0, 640, 360);
  draw.fillStyle = '#1b2b52';
  draw.font = '600 34px system-ui';
  draw.fillText('Wechselpräpositionen', 40, 70);
  draw.font = '22px system-ui';
  [
    'an · auf · hinter · in · neben',
    'über · unter · vor · zwischen',
    '',
    'Wohin? + Akkusativ',
    'Wo? + Dativ',
  ].forEach((line, index) => draw.fillText(line, 40, 125 + index * 36));
  draw.fillStyle = '#e9eefc';
  draw.fillRect(430, 110, 170, 170);
  draw.fillStyle = '#2c4fc7';
  draw.fillRect(460, 190, 110, 12);
  draw.beginPath();
  draw.arc(515, 160, 26, 0, Math.PI * 2);
  draw.fill();
}
