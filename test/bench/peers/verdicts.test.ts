import { describe, expect, it } from 'vitest';
import { faultsOf, verdictTable } from '../../../bench/peers/verdicts.ts';
import type { Table } from '../../../bench/peers/tables.ts';
import { outages } from '../../../bench/peers/scenarios/outages.ts';
import { purges } from '../../../bench/peers/scenarios/purges.ts';
import { stampedes } from '../../../bench/peers/scenarios/stampedes.ts';
import { times } from '../../../bench/peers/scenarios/times.ts';
import { trips } from '../../../bench/peers/scenarios/trips.ts';

const GROUPS = { stampedes, trips, purges, times, outages };

const table = (name: keyof typeof GROUPS, rows: Readonly<Record<string, Table['rows'][number]['cells']>>): Table => ({
  name,
  title: '',
  columns: GROUPS[name].columns,
  notes: [],
  rows: Object.entries(rows).map(([label, cells]) => ({ label, cells })),
});

const fast = '+5, +2';
const TABLES = [
  table('stampedes', { good: [1, 3, 1, 1, 107, 1, 36, 0], bad: [1, 1001, 2, 8, 59, 100, 2000, 100] }),
  table('trips', {
    good: ['3 / 2', '1 / 1', '0 / 0', '1 / 1', '0 / 0', '1 / 1', '1 / 1', '0 / 0'],
    bad: ['2 / 2', '1 / 1', '1 / 1', '-', '-', '50 / 1', '1 / 1', '1 / 1'],
  }),
  table('purges', { good: ['new / new', 'new / new', 925, 0.1], bad: ['old / old', 'new / old', 'not in 5000 ms', 0] }),
  table('times', { good: [0, '1 / 1 / null', '5/5, 2'], bad: ['+1500', '1 / 2 / null', '0/5, 5'] }),
  table('outages', {
    good: [fast, 4692, fast, 4637, fast, '+165', 3605, fast, 4638, fast, 4652, 'loads, heals'],
    bad: ['throws (4), +1', 508, fast, 1, '>4000, +9', '+2', 7, fast, 5060, '+2, +1 !3', 'never', 'loads each time'],
  }),
];

describe('what the tables say of a cache', () => {
  it('is nothing where nothing is wrong', () => {
    expect(faultsOf(TABLES, 'good')).toEqual([]);
  });

  it('is each fault once, in the order of the tables', () => {
    expect(faultsOf(TABLES, 'bad')).toEqual([
      'asks Redis for a key once a caller',
      '8 processes load one key 8 times',
      'asks a failing source 100 times for 100 callers',
      'asks Redis at each hit in memory',
      '50 keys at once are 50 commands',
      'a load brings back what was purged meanwhile',
      'a load brings back what another process purged',
      'no other memory sees a purge',
      'serves a value +1500 ms past its TTL',
      'does not remember that there is nothing',
      'has no old value for a source that is down',
      'throws when Redis is out',
      'hangs when Redis is out',
      'rejects where nobody can catch it',
      'does not use Redis again',
      'does not mend garbage in Redis',
    ]);
  });

  it('is what another one answers for null, and a table that could not be measured', () => {
    const odd = [table('times', { odd: [0, '1 / 1 / ""', '5/5, 5'] }), table('trips', { odd: ['failed: no answer'] })];
    expect(faultsOf(odd, 'odd')).toEqual([
      'gives "" where the source says null',
      'asks a source that is down with every call',
      'trips failed: no answer',
    ]);
  });

  it('stands beside what was measured, and a dash where it was not', () => {
    const { columns, rows } = verdictTable(TABLES, ['good', 'bad']);
    expect(columns).toEqual(['L1 hit, x Map.get', '8 processes, one cold key: loads', 'slowest, ms', 'gets wrong']);
    expect(rows[0]).toEqual({ label: 'good', cells: ['-', 1, 107, 'nothing of these'] });
    expect(rows[1]?.cells.slice(0, 3)).toEqual(['-', 8, 59]);
  });
});
