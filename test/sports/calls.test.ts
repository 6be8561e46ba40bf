import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulatedEspn, type SimulatedEspn } from '../../simulators/espn/index.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import { nameForm, typedForm } from '../../lib/sports/names/name-form.ts';
import { createNameResolver } from '../../lib/sports/lookup/resolver.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import { createDomain, type Domain } from '../support/domain.ts';

// A Wednesday in the basketball and hockey seasons, before the Super Bowl.
const clock = { now: () => Date.parse('2026-02-04T17:00Z') };

let espn: SimulatedEspn;
let domain: Domain;

beforeAll(async () => {
  espn = await startSimulatedEspn({ clock });
});
afterAll(() => espn.close());
beforeEach(() => {
  espn.reset();
  const { url } = espn;
  const upstream = createEspnUpstream({
    siteUrl: url,
    webUrl: url,
    coreUrl: url,
    partnersUrl: url,
    userAgent: 'Statline/1.0 (+https://statline.example)',
    clock,
  });
  domain = createDomain({ upstream, clock });
});

const calls = (): number => espn.calls().total;

describe('what a league costs the provider', () => {
  it.each<LeagueId>(['nfl', 'nba', 'mlb', 'nhl', 'wnba'])(
    '%s: one call for the directory of every player',
    async (league) => {
      const answer = await domain.cache.read(domain.resources.directory(league));
      expect(answer).toMatchObject({ kind: 'value' });
      expect(calls()).toBe(1);
    },
  );

  it('33 for the directory by rosters, where there is no list of every player', async () => {
    const { upstream } = domain.context;
    const withoutList = {
      ...upstream,
      can: (league: LeagueId, what: Parameters<typeof upstream.can>[1]) =>
        what !== 'everyPlayer' && upstream.can(league, what),
    };
    const { cache, resources } = createDomain({ upstream: withoutList, clock });
    const answer = await cache.read(resources.directory('nfl'));
    expect(answer.kind === 'value' && answer.value().players.length).toBeGreaterThan(32 * 50);
    expect(calls()).toBe(33);
  });

  it.each<[LeagueId, number]>([
    ['nba', 1],
    ['wnba', 1],
    ['nhl', 2],
    ['mlb', 3],
    ['nfl', 5],
  ])('%s: at most %i for the stats of every player in a season', async (league, most) => {
    const { cache, resources, context } = domain;
    let filled = 0;
    for (const group of context.upstream.seasonTableGroups(league)) {
      let pages = 1;
      for (let page = 1; page <= pages; page += 1) {
        const answer = await cache.read(resources.seasonTable({ league, season: 2025, type: 'regular', group, page }));
        if (answer.kind !== 'value') throw new Error(`page ${page} of ${group} was not answered`);
        ({ pages } = answer.value());
        filled += answer.value().filled;
      }
    }
    expect(filled).toBeGreaterThan(100);
    expect(calls()).toBeLessThanOrEqual(most);
  });
});

describe('two players by name, with their stats,', () => {
  const ask = async (): Promise<readonly string[]> => {
    const { cache, resources, context } = domain;
    const resolver = createNameResolver({
      cache,
      resources,
      clock,
      canSearch: (league) => context.upstream.can(league, 'search'),
    });
    const found = await resolver.resolve('nfl', [nameForm('Micah Parsons'), nameForm('T.J. Watt')], {});
    const players = found.flatMap((each) => (each.kind === 'one' ? [each] : []));
    const lines = await cache.readMany(
      players.map(({ id, name }) => resources.statLine({ league: 'nfl', id, name, type: 'regular' }, 2024)),
    );
    await domain.drain();
    return lines.map((line) => (line.kind === 'value' ? line.value().player.name : line.kind));
  };

  it('take four calls the first time, and none after that', async () => {
    expect(await ask()).toEqual(['Micah Parsons', 'T.J. Watt']);
    expect(calls()).toBe(4);
    await ask();
    expect(calls()).toBe(4);
  });

  it('take two calls once the directory is warm, and none once their stats are cached', async () => {
    await domain.cache.read(domain.resources.directory('nfl'));
    await domain.cache.read(domain.resources.teams('nfl'));
    espn.reset();
    expect(await ask()).toEqual(['Micah Parsons', 'T.J. Watt']);
    expect(calls()).toBe(2);
    espn.reset();
    await ask();
    expect(calls()).toBe(0);
  });
});

describe('a name, where no directory is held,', () => {
  it.each([
    ['Patrick Mahomes', 1],
    ['Patrick Mahomes II', 1],
    ['PatrickMahomes', 4],
    ['Лука Дончић', 0],
    ['Alexander Zzyzx', 6],
    ['A.B.Zzyzx', 4],
    ['大谷翔平', 0],
  ])('%s takes %i searches, and none when it is asked for again', async (name, searches) => {
    const { cache, resources, context } = domain;
    const canSearch = (league: LeagueId): boolean => context.upstream.can(league, 'search');
    const resolver = createNameResolver({ cache, resources, clock, canSearch });
    await resolver.resolve('nfl', [typedForm(name)], {});
    expect(calls()).toBe(searches);
    await resolver.resolve('nfl', [typedForm(name)], {});
    expect(calls()).toBe(searches);
  });
});
