import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { ENV } from '../../../lib/config.ts';
import { readGoneFields } from '../../../lib/ledgers/gone-fields.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { later, open, withNeighbours, type Composed } from './neighbours.ts';

const neighbours = withNeighbours();

let simulated: SimulatedEspn;
beforeAll(async () => {
  simulated = await startSimulatedEspn();
});
afterEach(() => simulated.configure({ fields: [] }));
afterAll(() => simulated.close());

const environment = (): Composed => {
  const { url } = simulated;
  const hosts = { [ENV.espnSiteUrl]: url, [ENV.espnWebUrl]: url, [ENV.espnCoreUrl]: url, [ENV.espnPartnersUrl]: url };
  return open({ ...neighbours().onlyTable, ...hosts }, { flushEvery: hours(24) });
};

/** Rosters of one team after the other, as a warm function loads them. */
const loadRosters = async ({ upstream, drain }: Composed, count: number, every: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    later(every);
    const signal = AbortSignal.timeout(30_000);
    await upstream.roster('nfl', String((index % 30) + 1) as TeamId, { signal });
    await drain();
  }
};

describe('the fields of what is loaded', () => {
  it('are watched over all environments, which tell of one that is gone and back', async () => {
    const first = environment();
    await loadRosters(first, 80, minutes(5));
    expect(first.events.filter(({ kind }) => kind.startsWith('field-'))).toEqual([]);
    simulated.configure({ fields: [{ endpoint: 'roster', path: 'athletes.*.items.*.jersey', change: 'rename' }] });
    const second = environment();
    await loadRosters(second, 70, minutes(5));
    const field = { documents: 'nfl roster', field: 'athletes.jersey' };
    const told = second.events.filter(({ kind }) => kind.startsWith('field-'));
    expect(told).toMatchObject([{ kind: 'field-gone', ...field, again: false }]);
    expect(second.usage.take('sums').get('field-gone')).toBe(1);
    expect(await readGoneFields(first.documents, Date.now())).toMatchObject([field]);
    simulated.configure({ fields: [] });
    const third = environment();
    await loadRosters(third, 20, minutes(5));
    expect(third.events.filter(({ kind }) => kind.startsWith('field-'))).toMatchObject([
      { kind: 'field-back', ...field },
    ]);
    expect(await readGoneFields(first.documents, Date.now())).toEqual([]);
  }, 120_000);

  it('cost no call for each load: a read for ten documents, and no write once they are known', async () => {
    const { table } = neighbours();
    const ofFields = (operation: string): number =>
      table.requests.filter((request) => request.operation === operation && request.body.includes('note:fields'))
        .length;
    const one = environment();
    await loadRosters(one, 80, minutes(5));
    // While they were learned: fifty documents, ten at a time.
    expect(ofFields('PutItem')).toBeLessThanOrEqual(7);
    const before = { reads: ofFields('BatchGetItem'), writes: ofFields('PutItem') };
    await loadRosters(one, 40, minutes(5));
    expect(ofFields('BatchGetItem') - before.reads).toBeLessThanOrEqual(4);
    expect(ofFields('PutItem') - before.writes).toBe(0);
  }, 120_000);
});
