import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes, type Answer, type Query } from '../../../lib/cache/index.ts';
import { runWithReason, type LoadReason } from '../../../lib/ledgers/load-reason.ts';
import { currentPayer } from '../../../lib/ledgers/payer.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import type { Resources } from '../../../lib/sports/resources/index.ts';
import { UpstreamError, type Capability } from '../../../lib/sports/upstream/index.ts';
import { interceptUpstream } from '../../../lib/upstreams/intercept.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

// A Tuesday in the season of 2024.
const START = Date.parse('2024-11-19T17:00Z');
const MAHOMES = '3139477' as PlayerId;
const ROOKIE = '200' as PlayerId;
const NOBODY = '770000001' as PlayerId;
const CHIEFS = '12' as TeamId;
const NO_TEAM = '4711' as TeamId;

let clock: FakeClock;
let upstream: FakeUpstream;
let here: Domain;
let elsewhere: Domain;
/** Every call since it was last asked, and what it was paid from: `player 200 (unknown)`, `career 200`. */
let calls: string[];

const start = (capabilities?: readonly Capability[]): void => {
  upstream = createFakeUpstream(capabilities && { capabilities });
  calls = [];
  const watched = interceptUpstream(upstream, async (call) => {
    const { allowance } = currentPayer();
    const answer = call();
    calls.push(...upstream.asked().map((what) => (allowance === undefined ? what : `${what} (${allowance.name})`)));
    return answer;
  });
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  [here, elsewhere] = [1, 2].map(() => createDomain({ upstream: watched, clock, shared })) as [Domain, Domain];
};

beforeEach(() => {
  clock = createFakeClock(START);
  start();
});

const ask = async <V>(domain: Domain, query: (resources: Resources) => Query<V>): Promise<Answer<V>['kind']> => {
  const { kind } = await domain.cache.read(query(domain.resources));
  await domain.drain();
  return kind;
};

const line = (id: PlayerId, season = 2024, league: LeagueId = 'nfl') => {
  return (resources: Resources) => resources.statLine({ league, id, type: 'regular' }, season);
};
const player = (id: PlayerId, league: LeagueId = 'nfl') => {
  return (resources: Resources) => resources.player(league, id);
};
const roster = (id: TeamId, league: LeagueId = 'nfl') => {
  return (resources: Resources) => resources.roster(league, id);
};
const name = (text: string, league: LeagueId = 'nfl') => {
  return (resources: Resources) => resources.nameSearch(league, nameForm(text));
};
const directory = (resources: Resources) => resources.directory('nfl');
const teams = (resources: Resources) => resources.teams('nfl');
const table = (resources: Resources) =>
  resources.seasonTable({ league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 });

const PROVIDERS = [
  ['whole careers', undefined, `career ${MAHOMES}`],
  ['one season a call', [], `seasonStats ${MAHOMES} 2024`],
] as const;

describe.each(PROVIDERS)('a player of whom nothing has told, with a provider of %s,', (_what, capabilities, stats) => {
  beforeEach(() => start(capabilities));

  it('costs one call from the allowance where there is no such player, whatever is asked, wherever', async () => {
    expect(await ask(here, line(NOBODY))).toBe('absent');
    expect(calls.splice(0)).toEqual([`player ${NOBODY} (unknown)`]);
    for (const domain of [here, elsewhere]) {
      expect(await ask(domain, line(NOBODY, 2019))).toBe('absent');
      expect(await ask(domain, line(NOBODY, 1950))).toBe('absent');
      expect(await ask(domain, player(NOBODY))).toBe('absent');
    }
    expect(calls).toEqual([]);
    clock.advance(minutes(10));
    await ask(elsewhere, player(NOBODY));
    expect(calls).toEqual([`player ${NOBODY} (unknown)`]);
  });

  it('is known from the first document on', async () => {
    await ask(here, teams);
    calls.splice(0);
    expect(await ask(here, line(MAHOMES))).toBe('value');
    expect(calls.splice(0)).toEqual([`player ${MAHOMES} (unknown)`, stats]);
    await elsewhere.cache.purge('nfl', [`player:${MAHOMES}`]);
    expect(await ask(elsewhere, line(MAHOMES))).toBe('value');
    expect(calls.toSorted()).toEqual([`player ${MAHOMES}`, stats].toSorted());
  });

  it('is asked for further where only the document failed', async () => {
    const failure = new UpstreamError('failed', 'a bare 404');
    upstream.answerWith(`player ${MAHOMES}`, Promise.reject(failure));
    expect(await ask(here, line(MAHOMES))).toBe('failed');
    expect(calls).toEqual([`player ${MAHOMES} (unknown)`, `${stats} (unknown)`]);
  });
});

const TELLERS: readonly (readonly [string, (domain: Domain) => Promise<unknown>])[] = [
  ['a directory', (domain) => ask(domain, directory)],
  ['a roster', async (domain) => [await ask(domain, teams), await ask(domain, roster(CHIEFS))]],
  ["a season's table", (domain) => ask(domain, table)],
  ['a document', (domain) => ask(domain, player(MAHOMES))],
  ['stats', (domain) => ask(domain, line(MAHOMES))],
  ['a search for another', (domain) => ask(domain, name('Lamar Patrick'))],
];

describe.each(TELLERS)('a player of whom %s has told', (_what, tell) => {
  beforeEach(async () => {
    await tell(here);
    calls.splice(0);
  });
  const isFree = (): boolean => calls.every((call) => !call.endsWith('(unknown)'));

  it('is known elsewhere', async () => {
    expect(await ask(elsewhere, line(MAHOMES, 2023))).toBe('value');
    expect(await ask(elsewhere, player(MAHOMES))).toBe('value');
    expect(isFree()).toBe(true);
  });

  it('is known while what told is stale', async () => {
    clock.advance(days(2));
    expect(await ask(elsewhere, player(MAHOMES))).toBe('value');
    expect(isFree()).toBe(true);
  });

  it('is known after a purge of everything', async () => {
    await here.cache.purge('nfl', ['*']);
    expect(await ask(elsewhere, line(MAHOMES, 2023))).toBe('value');
    expect(isFree()).toBe(true);
  });

  it('makes nobody else known', async () => {
    await ask(elsewhere, player(NOBODY));
    expect(calls).toEqual([`player ${NOBODY} (unknown)`]);
  });
});

describe('a college', () => {
  it('knows the players of its rosters by id and by name, and nobody else', async () => {
    expect(await ask(here, roster(CHIEFS, 'cfb'))).toBe('value');
    expect(calls.splice(0)).toEqual([`roster ${CHIEFS} (unknown)`]);
    await ask(elsewhere, line(MAHOMES, 2024, 'cfb'));
    await ask(elsewhere, name('Patrick Mahomes', 'cfb'));
    expect(calls.some((call) => call.endsWith('(unknown)'))).toBe(false);
    calls.splice(0);
    await ask(elsewhere, name('Wendel Zzyzx', 'cfb'));
    expect(calls).toEqual(['search wendel zzyzx (unknown)']);
  });

  it('is told of each player once', async () => {
    await ask(here, roster(CHIEFS, 'cfb'));
    const fills = (domain: Domain) => domain.story().filter((event) => event.startsWith('fill'));
    // The roster, and id and name of each of three players.
    expect(fills(here)).toEqual(['fill l2 7']);
    clock.advance(hours(8));
    await ask(elsewhere, roster(CHIEFS, 'cfb'));
    expect(fills(elsewhere)).toEqual(['fill l2 1']);
  });
});

describe('a name', () => {
  it('that nobody has costs one search in all, from the allowance', async () => {
    await ask(here, directory);
    calls.splice(0);
    for (const domain of [here, elsewhere, here]) expect(await ask(domain, name('Wendel Zzyzx'))).toBe('absent');
    expect(calls).toEqual(['search wendel zzyzx (unknown)']);
  });

  it('that a search has found is known when it is searched for again', async () => {
    await ask(here, name('Patrick Mahomes'));
    expect(calls.splice(0)).toEqual(['search patrick mahomes (unknown)']);
    clock.advance(days(3));
    await ask(elsewhere, name('Patrick Mahomes'));
    expect(calls).toEqual(['search patrick mahomes']);
  });

  it('that a roster has told of is known', async () => {
    await ask(here, teams);
    await ask(here, roster(CHIEFS));
    calls.splice(0);
    await ask(elsewhere, name('Patrick Mahomes'));
    expect(calls).toEqual(['search patrick mahomes']);
  });
});

describe('a team', () => {
  it('that the list has is known', async () => {
    await ask(here, teams);
    calls.splice(0);
    await ask(elsewhere, roster(CHIEFS));
    expect(calls).toEqual([`roster ${CHIEFS}`]);
  });

  it('that there is not costs one call in all, from the allowance', async () => {
    await ask(here, teams);
    calls.splice(0);
    for (const domain of [here, elsewhere]) expect(await ask(domain, roster(NO_TEAM))).toBe('absent');
    expect(calls).toEqual([`roster ${NO_TEAM} (unknown)`]);
  });
});

describe('seasons that a player has no line of', () => {
  it('cost no call beside the career that lacks them', async () => {
    await ask(here, line(MAHOMES));
    calls.splice(0);
    for (const season of [1950, 1999, 2001]) expect(await ask(elsewhere, line(MAHOMES, season))).toBe('absent');
    expect(await ask(here, line(MAHOMES, 2023))).toBe('value');
    expect(calls).toEqual([]);
  });

  it('are believed for as long as if each had been asked for', async () => {
    await ask(here, line(MAHOMES));
    clock.advance(hours(10));
    const answer = await elsewhere.cache.read(line(MAHOMES, 1950)(elsewhere.resources));
    expect(answer).toMatchObject({ kind: 'absent', entry: { freshUntil: START + hours(24) } });
    clock.advance(hours(14));
    calls.splice(0);
    await ask(elsewhere, line(MAHOMES, 1950));
    expect(calls).toContain(`career ${MAHOMES}`);
  });

  it('cost one call for a player who has no line at all', async () => {
    expect(await ask(here, line(ROOKIE))).toBe('absent');
    calls.splice(0);
    for (const season of [1950, 1999, 2023]) expect(await ask(elsewhere, line(ROOKIE, season))).toBe('absent');
    expect(calls).toEqual([]);
  });

  it('do not keep anybody who asks at the same time from a line', async () => {
    await ask(here, line(MAHOMES));
    await here.cache.purge('nfl', [`player:${MAHOMES}`]);
    await ask(here, (resources) => resources.career({ league: 'nfl', id: MAHOMES, type: 'regular' }));
    const { resources, cache } = elsewhere;
    const both = [line(MAHOMES, 1950), line(MAHOMES, 2024)].map((of) => of(resources));
    const answers = await cache.readMany(both);
    expect(answers.map(({ kind }) => kind)).toEqual(['absent', 'value']);
  });
});

describe('why something is loaded', () => {
  it.each<[LoadReason, boolean]>([
    ['ask', true],
    // Questions leave what they cannot wait for to the queue.
    ['refresh', true],
    ['warm', false],
    ['purge', false],
    ['predict', false],
    ['follow', false],
  ])('%s: pays from the allowance: %s', async (reason, fromAllowance) => {
    await runWithReason(reason, () => ask(here, player(NOBODY)));
    expect(calls).toEqual([fromAllowance ? `player ${NOBODY} (unknown)` : `player ${NOBODY}`]);
  });
});

describe('the allowance', () => {
  const hasDirectoryIn = async (query: (resources: Resources) => Query<unknown>): Promise<boolean | undefined> => {
    let seen: boolean | undefined;
    const { context, cache } = here;
    const watching = createDomain({ upstream: context.upstream, clock, shared: [] });
    const payFor: typeof context.payFor = (unknown, call) => {
      seen = unknown?.hasDirectory;
      return call();
    };
    Object.assign(watching.context, {
      payFor,
      recallAll: (queries: Parameters<typeof cache.recallAll>[0]) => cache.recallAll(queries),
    });
    await watching.cache.read(query(watching.resources));
    return seen;
  };

  it('is that of a league with a directory only where one may be served', async () => {
    expect(await hasDirectoryIn(player(NOBODY))).toBe(false);
    await ask(here, directory);
    expect(await hasDirectoryIn(player(NOBODY))).toBe(true);
    expect(await hasDirectoryIn(name('Wendel Zzyzx'))).toBe(true);
    expect(await hasDirectoryIn(roster(NO_TEAM))).toBe(true);
    expect(await hasDirectoryIn(player(NOBODY, 'cfb'))).toBe(false);
    await here.cache.purge('nfl', ['directory']);
    expect(await hasDirectoryIn(player(NOBODY))).toBe(false);
  });
});
