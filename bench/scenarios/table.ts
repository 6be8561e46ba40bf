/** Rows under a head, in columns; the first column is text and the others are figures. */
export const tableOf = (
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string => {
  const texts = [head, ...rows.map((row) => row.map(figure))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return `${texts.map(line).join('\n')}\n`;
};

const figure = (cell: string | number | undefined): string =>
  typeof cell === 'number' ? cell.toLocaleString('en-US') : (cell ?? '-');
