// Colours as the style sheet has them, read when something is drawn: they change with the theme.

export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The colour of a part, as its legend has it. */
export const colourOf = (id: string): string => colour(`--c-${id}`) || colour('--c-other');

/** Parts that are told apart by more than their colour. */
const HATCHED: ReadonlyMap<string, 'up' | 'down'> = new Map([
  ['failed', 'up'],
  ['stale', 'down'],
  ['purge', 'up'],
  ['follow', 'down'],
]);

export const hatchOf = (id: string): 'up' | 'down' | undefined => HATCHED.get(id);

const SIZE = 7;

/** What fills a part of a canvas. */
export const fillOf = (context: CanvasRenderingContext2D, id: string): string | CanvasPattern => {
  const own = colourOf(id);
  const hatch = hatchOf(id);
  if (hatch === undefined) return own;
  const tile = document.createElement('canvas');
  const size = Math.round(SIZE * devicePixelRatio);
  tile.width = size;
  tile.height = size;
  const painter = tile.getContext('2d');
  if (painter === null) return own;
  painter.fillStyle = own;
  painter.fillRect(0, 0, size, size);
  painter.strokeStyle = colour('--panel');
  painter.globalAlpha = 0.55;
  painter.lineWidth = 1.5 * devicePixelRatio;
  painter.beginPath();
  // Three lines, so that tiles meet without a seam.
  for (const shift of [-size, 0, size]) {
    const [from, to] = hatch === 'up' ? [size, 0] : [0, size];
    painter.moveTo(shift, from);
    painter.lineTo(shift + size, to);
  }
  painter.stroke();
  return context.createPattern(tile, 'repeat') ?? own;
};
