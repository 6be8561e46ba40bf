import type { Style } from './style.ts';
import { cut, padded, plain, widthOf } from './text.ts';

/** What answers are drawn of. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  /** Labels and values. A value of null is left out. */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  /** Short labels and values, several to a line. */
  | { readonly kind: 'grid'; readonly title: string; readonly fields: readonly Field[] }
  /** Other blocks in a frame. */
  | { readonly kind: 'box'; readonly title: string; readonly blocks: readonly Block[] };

export type Field = readonly [label: string, value: string | null];

/** A name; behind `>` that of numbers, which stand to the right. */
export type Column = string;

export interface Page {
  readonly style: Style;
  /** Infinity: nobody counts them. */
  readonly columns: number;
}

// Where nobody counts the columns, what would fill them has this width.
const USUAL_COLUMNS = 80;
const MIN_CELL_COLUMNS = 6;

export const renderBlocks = (blocks: readonly Block[], page: Page): string =>
  blocks.flatMap((block) => linesOf(block, page)).join('\n');

const linesOf = (block: Block, page: Page): readonly string[] => {
  const { style, columns } = page;
  switch (block.kind) {
    case 'title':
      return [style.bold(cut(plain(block.text), columns))];
    case 'line':
      return [cut(plain(block.text), columns)];
    case 'fields':
      return fieldLines(block.fields, page);
    case 'table':
      return tableLines(block, page);
    case 'grid':
      return gridLines(block, page);
    case 'box':
      return boxLines(block, page);
  }
};

const fieldLines = (fields: readonly Field[], { style, columns }: Page): readonly string[] => {
  const told = fields.flatMap(([label, value]) => (value === null ? [] : [[label, plain(value)] as const]));
  const width = Math.max(0, ...told.map(([label]) => widthOf(label)));
  return told.map(([label, value]) => `${style.dim(padded(label, width))}  ${cut(value, columns - width - 2)}`);
};

interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

const tableLines = ({ columns, rows }: Table, page: Page): readonly string[] => {
  const titles = columns.map((column) => column.replace(/^>/, ''));
  const cells = rows.map((row) => row.map(plain));
  const widths = fitted(
    titles.map((title, column) => Math.max(widthOf(title), ...cells.map((row) => widthOf(row[column] ?? '')))),
    columns.map(isNumeric),
    page.columns - 2 * (columns.length - 1),
  );
  const lineOf = (row: readonly string[]): string =>
    widths
      .map((width, column) => padded(cut(row[column] ?? '', width), width, isNumeric(columns[column] ?? '')))
      .join('  ')
      .trimEnd();
  return [page.style.dim(lineOf(titles)), ...cells.map(lineOf)];
};

const isNumeric = (column: Column): boolean => column.startsWith('>');

/** Takes from the widest text until all of them fit, or none can give more. Half a number would be another one. */
const fitted = (widths: readonly number[], isNumber: readonly boolean[], columns: number): readonly number[] => {
  const next = [...widths];
  for (let over = next.reduce((sum, width) => sum + width, -columns); over > 0; over -= 1) {
    const widest = Math.max(...next.filter((_, column) => isNumber[column] !== true));
    if (widest <= MIN_CELL_COLUMNS) break;
    next[next.findIndex((width, column) => width === widest && isNumber[column] !== true)] = widest - 1;
  }
  return next;
};

const gridLines = ({ title, fields }: Block & { kind: 'grid' }, page: Page): readonly string[] => {
  const cells = fields.flatMap(([label, value]) => (value === null ? [] : [[plain(label), plain(value)] as const]));
  const labelWidth = Math.max(0, ...cells.map(([label]) => widthOf(label)));
  const valueWidth = Math.max(0, ...cells.map(([, value]) => widthOf(value)));
  const total = Number.isFinite(page.columns) ? page.columns : USUAL_COLUMNS;
  const perLine = Math.max(1, Math.floor((total + 1) / (labelWidth + valueWidth + 5)));
  const lines: string[] = [];
  for (let at = 0; at < cells.length; at += perLine) {
    const line = cells
      .slice(at, at + perLine)
      .map(([label, value]) => `${page.style.dim(padded(label, labelWidth))}  ${padded(value, valueWidth, true)}`);
    lines.push(`  ${line.join('   ')}`);
  }
  return [page.style.bold(plain(title)), ...lines];
};

const boxLines = ({ title, blocks }: Block & { kind: 'box' }, page: Page): readonly string[] => {
  const inner = { ...page, columns: page.columns - 4 };
  const lines = blocks.flatMap((block) => linesOf(block, inner));
  const head = cut(plain(title), inner.columns - 1);
  const width = Math.max(widthOf(head) + 1, ...lines.map(widthOf));
  const { dim, bold } = page.style;
  return [
    `${dim('╭─')} ${bold(head)} ${dim(`${'─'.repeat(width - widthOf(head) - 1)}╮`)}`,
    ...lines.map((line) => `${dim('│')} ${padded(line, width)} ${dim('│')}`),
    dim(`╰${'─'.repeat(width + 2)}╯`),
  ];
};
