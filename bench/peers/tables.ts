import type { Cell } from './group.ts';

export interface Table {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly notes: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
}

/** As Markdown that also reads well in a terminal. */
export const printed = ({ title, columns, notes, rows }: Table): string => {
  const grid = [['', ...columns], ...rows.map(({ label, cells }) => [label, ...cells.map(text)])];
  const widths = (grid[0] ?? []).map((_, column) => Math.max(3, ...grid.map((row) => row[column]?.length ?? 0)));
  const lines = grid.map((row) => `| ${row.map((cell, column) => pad(cell, column, widths)).join(' | ')} |`);
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = '', ...body] = lines;
  return [`## ${title}`, '', head, rule, ...body, '', ...notes, ...(notes.length > 0 ? [''] : []), ''].join('\n');
};

const pad = (cell: string, column: number, widths: readonly number[]): string =>
  column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);

const text = (cell: Cell): string => {
  if (typeof cell === 'string') return cell;
  const rounded = Number.isInteger(cell) || Math.abs(cell) >= 100 ? Math.round(cell) : Number(cell.toFixed(2));
  return rounded.toLocaleString('en-US');
};
