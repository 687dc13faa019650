import type { TrackSource } from '../src/call/call.js';

/** A drawn person or a drawn slide in place of a camera or a screen. */
export function drawnStream(id: string, source: TrackSource): MediaStream {
  if (source === 'microphone' || source === 'screen-audio') return new MediaStream();
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const draw = canvas.getContext('2d');
  if (!draw) return new MediaStream();
  if (source === 'screen') drawSlide(draw);
  else drawPerson(draw, id);
  const stream = canvas.captureStream(2);
  // A canvas that is not touched sends no frame.
  setInterval(() => draw.fillRect(639, 359, 1, 1), 400);
  return stream;
}

function drawPerson(draw: CanvasRenderingContext2D, id: string): void {
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) % 997;
  const hue = hash % 360;
  const wall = draw.createLinearGradient(0, 0, 640, 360);
  wall.addColorStop(0, `hsl(${hue} 30% 78%)`);
  wall.addColorStop(1, `hsl(${(hue + 40) % 360} 28% 52%)`);
  draw.fillStyle = wall;
  draw.fillRect(0, 0, 640, 360);
  draw.fillStyle = `hsl(${(hue + 20) % 360} 22% 40% / 35%)`;
  draw.fillRect(40 + (hash % 80), 40, 130, 170);
  draw.fillRect(470, 20 + (hash % 60), 120, 240);
  const skin = ['#f0c9a8', '#c68e63', '#8d5a3b', '#e3b28c'][hash % 4] ?? '#e3b28c';
  const hair = ['#2b2320', '#5b3a24', '#15161c', '#8a5a2b'][(hash >> 2) % 4] ?? '#2b2320';
  draw.fillStyle = `hsl(${(hue + 190) % 360} 38% 38%)`;
  draw.beginPath();
  draw.ellipse(320, 400, 170, 140, 0, 0, Math.PI * 2);
  draw.fill();
  draw.fillStyle = skin;
  draw.fillRect(288, 220, 64, 70);
  draw.fillStyle = hair;
  draw.beginPath();
  draw.ellipse(320, 150, 92, 108, 0, 0, Math.PI * 2);
  draw.fill();
  draw.fillStyle = skin;
  draw.beginPath();
  draw.ellipse(320, 172, 72, 90, 0, 0, Math.PI * 2);
  draw.fill();
  draw.fillStyle = '#23201e';
  for (const x of [294, 346]) {
    draw.beginPath();
    draw.arc(x, 165, 6, 0, Math.PI * 2);
    draw.fill();
  }
  draw.strokeStyle = '#7a3b32';
  draw.lineWidth = 5;
  draw.beginPath();
  draw.arc(320, 196, 28, 0.25, Math.PI - 0.25);
  draw.stroke();
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
