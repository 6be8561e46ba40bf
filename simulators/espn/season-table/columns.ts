import type { Column } from '../columns/column.ts';
import type { LeagueFacts } from '../leagues.ts';
import type { Counts } from '../model.ts';
import type { TableCategory } from './tables.ts';

/** A column of the table, printed as the career prints it. */
export interface TableColumn {
  readonly name: string;
  readonly label: string;
  readonly displayName: string;
  /** `counts` are a season's, by count group. */
  readonly print: (counts: Readonly<Record<string, Counts>>) => string;
}

const UNKNOWN = '-';
// The same thing under another name in the career.
const ALIASES: Readonly<Record<string, string>> = { rebounds: 'totalRebounds' };

export const columnsOf = (league: LeagueFacts, { from, names }: TableCategory): readonly TableColumn[] => {
  const sources = league.categories
    .filter(({ name }) => from.includes(name))
    .flatMap(({ group, columns }) => columns.map((column) => ({ group, column })));
  const groups = [...new Set(sources.map(({ group }) => group))];
  return names.map((name) => {
    const own = sources.flatMap(({ group, column }) => {
      const part = partOf(column, ALIASES[name] ?? name);
      return part === undefined ? [] : [{ group, column, part }];
    });
    const [first] = own;
    return {
      name,
      label: first === undefined ? name.toUpperCase().slice(0, 4) : (first.column.label.split('-')[0] ?? ''),
      displayName: first?.column.displayName ?? name,
      print: (counts) => {
        const entry = own.find(({ group }) => counts[group] !== undefined);
        if (entry !== undefined) return textOf(entry, counts[entry.group] ?? {});
        // Minutes of all games are counted and not printed in a career.
        const count = groups.map((group) => counts[group]?.[name]).find((value) => typeof value === 'number');
        return count === undefined ? UNKNOWN : String(count);
      },
    };
  });
};

/** Made and attempted are one column of a career and two of the table. Whole columns have the part null. */
const partOf = ({ name }: Column, wanted: string): number | null | undefined => {
  if (name === wanted) return null;
  const place = name.split('-').indexOf(wanted);
  return place === -1 ? undefined : place;
};

const textOf = (
  { column, part }: { readonly column: Column; readonly part: number | null },
  counts: Counts,
): string => {
  const text = column.print(counts);
  return part === null ? text : (text.split('-')[part] ?? '') || UNKNOWN;
};

/** `"5,097"` is 5097, `".294"` is 0.294, `"11:09"` its seconds; what is no number is null. */
export const valueOf = (text: string): number | null => {
  const [minutes = '', seconds] = text.split(':');
  if (seconds !== undefined) return Number(minutes) * 60 + Number(seconds);
  const value = Number(text.replaceAll(',', ''));
  return text === '' || Number.isNaN(value) ? null : value;
};
