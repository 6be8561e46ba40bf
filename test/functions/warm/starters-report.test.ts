import { describe, expect, it } from 'vitest';
import { createStartersReport } from '../../../functions/warm/starters-report.ts';
import { hours } from '../../../lib/cache/index.ts';
import { createStarters, type StartersFound } from '../../../lib/sports/popularity/starters.ts';
import { STARTERS } from '../../../lib/sports/popularity/starters-table.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const open = (starters: (league: 'nfl') => Promise<StartersFound>) => {
  const told: string[] = [];
  const report = createStartersReport({
    starters: () => starters('nfl'),
    onUnresolved: (league, unresolved) =>
      void told.push([league, ...unresolved.map(({ name, why }) => `${name}: ${why}`)].join(', ')),
    onFailure: (league, error) => void told.push(`${league} failed: ${String(error)}`),
  });
  return { told, report };
};

/** The list, looked up in a directory that is loaded when the test says so. */
const inDirectory = (nfl: readonly string[]) => {
  const clock = createFakeClock();
  const shared = [createMemorySharedTier('l2', { clock })];
  const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock, shared });
  const starters = createStarters({ cache, resources, clock, names: { ...STARTERS, nfl } });
  return { clock, load: () => cache.read(resources.directory('nfl')), ...open(starters) };
};

describe('the report on the starting lists', () => {
  it('waits for a directory, and then names once who is not loaded, and why', async () => {
    const { clock, load, told, report } = inDirectory(['Nobody Atall', 'Patrick Mahomes', 'Byron Young']);
    await report('nfl');
    expect(told).toEqual([]);
    await load();
    clock.advance(hours(1));
    await report('nfl');
    await report('nfl');
    expect(told).toEqual(['nfl, Nobody Atall: unknown, Byron Young: ambiguous']);
    clock.advance(hours(2));
    await report('nfl');
    expect(told).toHaveLength(1);
  });

  it('has nothing to say of a list that is all there', async () => {
    const { load, told, report } = inDirectory(['Patrick Mahomes']);
    await load();
    await report('nfl');
    expect(told).toEqual([]);
  });

  it('says it again when another directory tells something else, not when there is none for a while', async () => {
    const donald = { name: 'Aaron Donald', why: 'retired' } as const;
    const hill = { name: 'Tyreek Hill', why: 'retired' } as const;
    const none = [donald, hill].map(({ name }) => ({ name, why: 'no-directory' }) as const);
    const found = [[donald], none, [donald], [donald, hill], []].map((unresolved) => ({ ids: [], unresolved }));
    const { told, report } = open(() => Promise.resolve(found.shift() ?? { ids: [], unresolved: [donald] }));
    for (let run = 0; run < 6; run += 1) await report('nfl');
    expect(told).toEqual([
      'nfl, Aaron Donald: retired',
      'nfl, Aaron Donald: retired, Tyreek Hill: retired',
      'nfl, Aaron Donald: retired',
    ]);
  });

  it('is no reason for a run to fail', async () => {
    const { told, report } = open(() => Promise.reject(new Error('garbage')));
    await report('nfl');
    expect(told).toEqual(['nfl failed: Error: garbage']);
  });
});
