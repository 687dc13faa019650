export interface Look {
  readonly skin: string;
  readonly hair: string;
  readonly style: 'short' | 'long' | 'bun' | 'curly' | 'scarf';
  readonly clothes: string;
  readonly wall: readonly [light: string, dark: string];
  readonly room: 'shelf' | 'window' | 'plant';
  readonly glasses?: boolean;
  readonly beard?: boolean;
}

const LOOKS: Readonly<Record<string, Look>> = {
  ana: {
    skin: '#eebf9b',
    hair: '#5a3522',
    style: 'long',
    clothes: '#2f6f73',
    wall: ['#efe4d3', '#c9b79c'],
    room: 'shelf',
    glasses: true,
  },
  ben: {
    skin: '#8a5a3c',
    hair: '#1d1714',
    style: 'short',
    clothes: '#c8693c',
    wall: ['#c9d8e6', '#8ea7bd'],
    room: 'window',
    beard: true,
  },
  chloe: {
    skin: '#f3cdb0',
    hair: '#b5622c',
    style: 'bun',
    clothes: '#5a4a8a',
    wall: ['#e3ead9', '#a9bb98'],
    room: 'plant',
  },
  chiyo: {
    skin: '#f1cfae',
    hair: '#191a20',
    style: 'bun',
    clothes: '#b8455c',
    wall: ['#e9e3ee', '#b3a6c2'],
    room: 'plant',
  },
  emre: {
    skin: '#dcab84',
    hair: '#2a211c',
    style: 'curly',
    clothes: '#3d5a98',
    wall: ['#f0e6da', '#c4ab8c'],
    room: 'shelf',
    beard: true,
  },
  farah: {
    skin: '#d8a178',
    hair: '#3f6f9a',
    style: 'scarf',
    clothes: '#2c3e5c',
    wall: ['#e8eef0', '#a8bcc2'],
    room: 'window',
  },
  myself: {
    skin: '#c18c63',
    hair: '#241b17',
    style: 'curly',
    clothes: '#4d7a4a',
    wall: ['#dfe6ee', '#98a9bb'],
    room: 'shelf',
    glasses: true,
  },
};

/** Draws somebody who sits before a camera. The whole is two seconds long, then it begins again. */
export function drawPerson(draw: CanvasRenderingContext2D, id: string, seconds = 0): void {
  const look = LOOKS[id] ?? (LOOKS['myself'] as Look);
  const phase = (seconds % 2) * Math.PI;
  draw.save();
  draw.scale(draw.canvas.width / 640, draw.canvas.height / 360);
  drawRoom(draw, look);
  draw.translate(Math.sin(phase) * 5, Math.cos(phase) * 2.5);
  drawBody(draw, look);
  draw.translate(320, 250);
  draw.rotate(Math.sin(phase) * 0.018);
  draw.translate(-320, -250);
  drawHead(draw, look, { isBlinking: seconds % 2 > 1.8, mouth: 0.5 + 0.5 * Math.sin(phase * 3) });
  draw.restore();
}

function drawRoom(draw: CanvasRenderingContext2D, { wall, room }: Look): void {
  const light = draw.createLinearGradient(0, 0, 640, 360);
  light.addColorStop(0, wall[0]);
  light.addColorStop(1, wall[1]);
  draw.fillStyle = light;
  draw.fillRect(0, 0, 640, 360);
  draw.save();
  draw.filter = 'blur(5px)';
  if (room === 'shelf') {
    const books = ['#8c4a3c', '#d9b45a', '#3f5f78', '#efe9dc', '#5e7a52', '#a9744f', '#6c5a7c'];
    for (const [row, top] of [20, 132, 244].entries()) {
      draw.fillStyle = '#7a5a3e';
      draw.fillRect(-10, top + 92, 190, 10);
      for (let index = 0; index < 8; index += 1) {
        const height = 58 + ((index * 37 + row * 23) % 30);
        draw.fillStyle = books[(index * 3 + row * 2) % books.length] ?? '#888888';
        draw.fillRect(index * 21 - 4, top + 92 - height, 17, height);
      }
    }
    draw.fillStyle = '#fff6dc';
    draw.beginPath();
    draw.ellipse(560, 90, 44, 52, 0, 0, Math.PI * 2);
    draw.fill();
  } else if (room === 'window') {
    draw.fillStyle = '#f7fbff';
    draw.fillRect(430, 16, 180, 220);
    const sky = draw.createLinearGradient(0, 24, 0, 228);
    sky.addColorStop(0, '#9cc7ec');
    sky.addColorStop(1, '#e6f2fb');
    draw.fillStyle = sky;
    draw.fillRect(440, 26, 160, 200);
    draw.fillStyle = '#7fa37c';
    draw.beginPath();
    draw.ellipse(520, 235, 110, 52, 0, Math.PI, 0);
    draw.fill();
    draw.fillStyle = '#f7fbff';
    draw.fillRect(514, 20, 10, 212);
    draw.fillStyle = '#d3a15f';
    draw.fillRect(44, 60, 120, 86);
    draw.fillStyle = '#f4ead8';
    draw.fillRect(54, 70, 100, 66);
  } else {
    draw.fillStyle = '#b4713f';
    draw.fillRect(74, 262, 92, 110);
    draw.fillStyle = '#4d7d4c';
    for (let leaf = -3; leaf <= 3; leaf += 1) {
      draw.beginPath();
      draw.ellipse(120 + leaf * 22, 200 + Math.abs(leaf) * 16, 20, 84, leaf * 0.34, 0, Math.PI * 2);
      draw.fill();
    }
    draw.fillStyle = '#ffffff';
    draw.fillRect(470, 40, 120, 150);
    draw.fillStyle = '#d79a7c';
    draw.beginPath();
    draw.arc(530, 120, 34, 0, Math.PI * 2);
    draw.fill();
  }
  draw.restore();
}

function drawBody(draw: CanvasRenderingContext2D, { clothes, skin, style, hair }: Look): void {
  if (style === 'long') {
    draw.fillStyle = hair;
    draw.beginPath();
    draw.roundRect(228, 120, 184, 206, [90, 90, 40, 40]);
    draw.fill();
  }
  draw.fillStyle = clothes;
  draw.beginPath();
  draw.moveTo(128, 380);
  draw.bezierCurveTo(138, 300, 214, 292, 276, 276);
  draw.lineTo(364, 276);
  draw.bezierCurveTo(426, 292, 502, 300, 512, 380);
  draw.fill();
  draw.fillStyle = skin;
  draw.beginPath();
  draw.moveTo(284, 214);
  draw.lineTo(284, 276);
  draw.quadraticCurveTo(320, 318, 356, 276);
  draw.lineTo(356, 214);
  draw.fill();
  draw.fillStyle = 'rgb(60 20 0 / 14%)';
  draw.beginPath();
  draw.ellipse(320, 244, 38, 22, 0, 0, Math.PI);
  draw.fill();
}

interface Expression {
  readonly isBlinking: boolean;
  /** 0 closed to 1 open. */
  readonly mouth: number;
}

function drawHead(draw: CanvasRenderingContext2D, look: Look, { isBlinking, mouth }: Expression): void {
  const { skin, hair, style } = look;
  if (style === 'bun') oval(draw, hair, 320, 62, 34, 30);
  if (style === 'scarf') {
    draw.fillStyle = hair;
    draw.beginPath();
    draw.ellipse(320, 172, 96, 112, 0, 0, Math.PI * 2);
    draw.fill();
    draw.beginPath();
    draw.moveTo(236, 220);
    draw.quadraticCurveTo(220, 320, 262, 330);
    draw.lineTo(378, 330);
    draw.quadraticCurveTo(420, 320, 404, 220);
    draw.fill();
  }
  if (style === 'curly')
    for (let curl = 0; curl < 9; curl += 1) {
      const angle = Math.PI + (curl / 8) * Math.PI;
      oval(draw, hair, 320 + Math.cos(angle) * 72, 132 + Math.sin(angle) * 62, 30, 30);
    }
  else if (style !== 'scarf') oval(draw, hair, 320, 140, 84, 88);
  if (style !== 'scarf') for (const x of [248, 392]) oval(draw, skin, x, 180, 12, 20);
  oval(draw, skin, 320, 174, 70, 86);
  oval(draw, 'rgb(220 90 70 / 13%)', 280, 204, 18, 12);
  oval(draw, 'rgb(220 90 70 / 13%)', 360, 204, 18, 12);
  if (look.beard) drawBeard(draw, hair);
  drawFringe(draw, look);
  for (const x of [292, 348]) {
    if (isBlinking) stroke(draw, '#2a211d', 4, () => draw.arc(x, 168, 9, 0.2, Math.PI - 0.2));
    else {
      oval(draw, '#ffffff', x, 170, 10.5, 8);
      oval(draw, '#2a211d', x, 170, 5.5, 6);
      oval(draw, '#ffffff', x + 2, 168, 1.8, 1.8);
    }
    stroke(draw, style === 'scarf' ? '#3a2a20' : hair, 5, () =>
      draw.arc(x, 174, 24, Math.PI * 1.28, Math.PI * 1.72),
    );
  }
  stroke(draw, 'rgb(90 40 20 / 35%)', 4, () => draw.arc(320, 190, 9, 0.5, Math.PI - 0.7));
  draw.fillStyle = '#8c3b34';
  draw.beginPath();
  draw.moveTo(296, 218);
  draw.quadraticCurveTo(320, 224, 344, 218);
  draw.quadraticCurveTo(320, 236 + mouth * 12, 296, 218);
  draw.fill();
  if (look.glasses) {
    for (const x of [291, 349]) stroke(draw, '#30343f', 4, () => draw.roundRect(x - 23, 152, 46, 37, 15));
    stroke(draw, '#30343f', 4, () => (draw.moveTo(314, 168), draw.lineTo(326, 168)));
  }
}

function drawFringe(draw: CanvasRenderingContext2D, { hair, style }: Look): void {
  draw.fillStyle = hair;
  draw.beginPath();
  if (style === 'long') {
    draw.moveTo(246, 190);
    draw.bezierCurveTo(236, 110, 270, 74, 330, 78);
    draw.bezierCurveTo(390, 80, 402, 130, 394, 190);
    draw.bezierCurveTo(384, 150, 366, 126, 338, 108);
    draw.bezierCurveTo(300, 120, 262, 136, 246, 190);
  } else if (style === 'short' || style === 'curly') {
    draw.moveTo(250, 158);
    draw.bezierCurveTo(246, 92, 286, 78, 322, 80);
    draw.bezierCurveTo(372, 80, 394, 100, 390, 158);
    draw.bezierCurveTo(378, 124, 350, 118, 320, 118);
    draw.bezierCurveTo(288, 118, 262, 124, 250, 158);
  } else if (style === 'bun') {
    draw.moveTo(248, 168);
    draw.bezierCurveTo(246, 94, 284, 80, 320, 80);
    draw.bezierCurveTo(356, 80, 394, 94, 392, 168);
    draw.bezierCurveTo(380, 120, 344, 112, 320, 100);
    draw.bezierCurveTo(296, 112, 260, 120, 248, 168);
  } else {
    draw.moveTo(246, 150);
    draw.bezierCurveTo(256, 84, 384, 84, 394, 150);
    draw.bezierCurveTo(372, 108, 268, 108, 246, 150);
  }
  draw.fill();
}

function drawBeard(draw: CanvasRenderingContext2D, hair: string): void {
  draw.save();
  draw.globalAlpha = 0.82;
  draw.fillStyle = hair;
  draw.beginPath();
  draw.moveTo(251, 186);
  draw.bezierCurveTo(256, 292, 384, 292, 389, 186);
  draw.bezierCurveTo(380, 216, 356, 206, 320, 208);
  draw.bezierCurveTo(284, 206, 260, 216, 251, 186);
  draw.fill();
  draw.restore();
}

function oval(
  draw: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  draw.fillStyle = colour;
  draw.beginPath();
  draw.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  draw.fill();
}

function stroke(draw: CanvasRenderingContext2D, colour: string, width: number, path: () => void): void {
  draw.strokeStyle = colour;
  draw.lineWidth = width;
  draw.lineCap = 'round';
  draw.beginPath();
  path();
  draw.stroke();
}
