import type { FunctionSizes } from './sizes.ts';

/** The sizes as a table: a line per function, with the chunk that holds the AWS SDK. */
export const sizeTable = (functions: readonly FunctionSizes[]): string => {
  const rows = [
    ['function', 'entry', 'cold start', 'lazy', 'total', 'AWS SDK'],
    ...functions.map((sizes) => [
      sizes.name,
      kilobytes(sizes.entryBytes),
      kilobytes(sizes.staticBytes),
      kilobytes(sizes.lazyBytes),
      kilobytes(sizes.totalBytes),
      awsSdk(sizes),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ')).join('\n');
};

const isText = (column: number): boolean => column === 0 || column === 5;

const pad = (cell: string, width: number, column: number): string =>
  isText(column) ? cell.padEnd(width) : cell.padStart(width);

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

const awsSdk = ({ chunks }: FunctionSizes): string => {
  const holders = chunks.filter((chunk) => chunk.awsSdk).sort((a, b) => b.bytes - a.bytes);
  const [largest] = holders;
  if (largest === undefined) return 'none';
  const load = holders.every((chunk) => chunk.load === 'lazy') ? 'lazy' : 'AT COLD START';
  const bytes = holders.reduce((total, chunk) => total + chunk.bytes, 0);
  const others = holders.length === 1 ? '' : ` and ${holders.length - 1} more`;
  return `${load}, ${kilobytes(bytes)} in ${largest.file}${others}`;
};
