import type { Cell } from './group.ts';
import type { Table } from './tables.ts';

/** What a cell says that a user would call wrong; undefined: nothing. */
type Judge = (cell: Cell, column: string) => string | undefined;

interface Rule {
  /** Of the table. */
  readonly table: string;
  /** Undefined: each column. */
  readonly column?: string;
  readonly judge: Judge;
}

const above =
  (most: number, says: (count: number) => string): Judge =>
  (cell) =>
    typeof cell === 'number' && cell > most ? says(cell) : undefined;

const saying =
  (pattern: RegExp, says: string): Judge =>
  (cell) =>
    pattern.test(String(cell)) ? says : undefined;

/** `1 / 2 / null`: loads of two calls, those and one elsewhere, and what the second place got. */
const absenceFault: Judge = (cell) => {
  const [here = '', all = '', got = ''] = String(cell).split(' / ');
  if (got !== 'null') return `gives ${got} where the source says null`;
  return Number(here) > 1 || Number(all) > 1 ? 'does not remember that there is nothing' : undefined;
};

/** `3/5, 2`: of five calls to a source that is down. */
const downFault: Judge = (cell) => {
  const [served = '', calls = ''] = String(cell).split('/5, ');
  if (Number(served) < 5) return 'has no old value for a source that is down';
  return Number(calls) >= 5 ? 'asks a source that is down with every call' : undefined;
};

const COUNTED: readonly Rule[] = [
  {
    table: 'stampedes',
    column: '1,000 calls in 1 environment: loads',
    judge: above(1, (loads) => `loads one key ${loads} times in a process`),
  },
  {
    table: 'stampedes',
    column: 'L2 commands',
    judge: above(100, () => 'asks Redis for a key once a caller'),
  },
  {
    table: 'stampedes',
    column: '8 x 1 call: loads',
    judge: above(1, (loads) => `${loads} processes load one key ${loads} times`),
  },
  {
    table: 'stampedes',
    column: 'loader fails, 100 calls: loads',
    judge: above(1, (loads) => `asks a failing source ${loads} times for 100 callers`),
  },
  { table: 'trips', column: 'L1 hit', judge: saying(/^[1-9]/, 'asks Redis at each hit in memory') },
  {
    table: 'trips',
    column: '50 separate calls in one tick',
    judge: saying(/^50 /, '50 keys at once are 50 commands'),
  },
];

const OF_PURGES: readonly Rule[] = [
  {
    table: 'purges',
    column: 'purged by the loading environment',
    judge: saying(/old/, 'a load brings back what was purged meanwhile'),
  },
  {
    table: 'purges',
    column: 'purged by another environment',
    judge: saying(/old/, 'a load brings back what another process purged'),
  },
  { table: 'purges', column: 'seen by another L1 after ms', judge: saying(/^not in/, 'no other memory sees a purge') },
  {
    table: 'times',
    column: 'old value served past its TTL after a back-fill, ms',
    judge: (cell) => (cell === 0 ? undefined : `serves a value ${cell} ms past its TTL`),
  },
  { table: 'times', column: 'null: loads for 2 calls / +1 elsewhere / which gives', judge: absenceFault },
  { table: 'times', column: 'upstream down after the TTL: served, upstream calls', judge: downFault },
];

const OF_OUTAGES: readonly Rule[] = [
  { table: 'outages', judge: saying(/throws/, 'throws when Redis is out') },
  { table: 'outages', judge: saying(/>\d+/, 'hangs when Redis is out') },
  { table: 'outages', judge: saying(/never/, 'does not use Redis again') },
  { table: 'outages', judge: saying(/!\d/, 'rejects where nobody can catch it') },
  { table: 'outages', judge: saying(/^loads each time$/, 'does not mend garbage in Redis') },
  { table: 'outages', judge: saying(/gives/, 'gives garbage of Redis to its callers') },
];

const RULES: readonly Rule[] = [...COUNTED, ...OF_PURGES, ...OF_OUTAGES];

/** What the tables hold against one of their rows, each fault once. A row that failed altogether has that as its fault. */
export const faultsOf = (tables: readonly Table[], label: string): readonly string[] => {
  const faults = tables.flatMap(({ name, columns, rows }) => {
    const cells = rows.find((row) => row.label === label)?.cells ?? [];
    const rules = RULES.filter(({ table }) => table === name);
    return cells.flatMap((cell, index) => {
      if (String(cell).startsWith('failed: ')) return [`${name} ${String(cell)}`];
      const column = columns[index] ?? '';
      return rules
        .filter((rule) => rule.column === undefined || rule.column === column)
        .flatMap(({ judge }) => judge(cell, column) ?? []);
    });
  });
  return [...new Set(faults)];
};

/** All in one table: a hit, a stampede over processes, and what each contender gets wrong by the tables before it. */
export const verdictTable = (tables: readonly Table[], labels: readonly string[]): Table => {
  const cellOf = (table: string, label: string, column: string): Cell => {
    const found = tables.find(({ name }) => name === table);
    const index = found?.columns.indexOf(column) ?? -1;
    return found?.rows.find((row) => row.label === label)?.cells[index] ?? '-';
  };
  return {
    name: 'verdicts',
    title: 'What each gets wrong, by the tables above',
    columns: ['L1 hit, x Map.get', '8 processes, one cold key: loads', 'slowest, ms', 'gets wrong'],
    notes: [],
    rows: labels.map((label) => ({
      label,
      cells: [
        cellOf('l1-hits', label, 'x Map.get'),
        cellOf('stampedes', label, '8 x 1 call: loads'),
        cellOf('stampedes', label, 'slowest ms'),
        faultsOf(tables, label).join('; ') || 'nothing of these',
      ],
    })),
  };
};
