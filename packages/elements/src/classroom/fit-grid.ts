export interface GridFit {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface GridBox {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** The narrowest a tile may be, width by height. Wider than 16:9 it never is. */
  readonly narrowest: number;
}

const WIDEST = 16 / 9;

/** Rows and columns that give so many tiles the most room in a box. */
export function fitGrid(count: number, box: GridBox): GridFit {
  let best: GridFit = { columns: 1, rows: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(Math.max(1, count) / columns);
    const cellWidth = Math.max(0, (box.width - box.gap * (columns - 1)) / columns);
    const cellHeight = Math.max(0, (box.height - box.gap * (rows - 1)) / rows);
    const ratio = Math.min(WIDEST, Math.max(box.narrowest, cellWidth / Math.max(1, cellHeight)));
    const width = Math.floor(Math.min(cellWidth, cellHeight * ratio));
    const height = Math.floor(Math.min(cellHeight, width / ratio));
    if (width * height > best.width * best.height) best = { columns, rows, width, height };
  }
  return best;
}
