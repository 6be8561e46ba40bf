import { beforeEach, expect, it } from 'vitest';
import type { Entry } from '../../../lib/cache/index.ts';
import { createHeldPlayers } from '../../../lib/sports/lookup/held-players.ts';
import { playerLabel } from '../../../lib/sports/lookup/player-label.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';

let clock: FakeClock;
let upstream: FakeUpstream;
let domain: Domain;
let shared: MemorySharedTier;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeUpstream();
  shared = createMemorySharedTier('l2', { clock });
  domain = createDomain({ upstream, clock, shared: [shared] });
});

const hold = async (league: LeagueId): Promise<void> => {
  const { cache, resources, drain } = domain;
  await cache.read(resources.teams(league));
  await cache.read(resources.directory(league));
  await drain();
};

const heldPlayers = (maxPlayers?: number) =>
  createHeldPlayers({
    cache: domain.cache,
    resources: domain.resources,
    clock,
    popular: () => Promise.resolve([]),
    tableGroups: (league) => upstream.seasonTableGroups(league),
    ...(maxPlayers !== undefined && { maxPlayers }),
  });

it('puts the players of a directory together once, also when memory has forgotten the entry meanwhile', async () => {
  await hold('nfl');
  const heldIn = heldPlayers();
  const { players } = await heldIn('nfl');
  expect(players).toHaveLength(7);
  clock.advance(10 * 60_000);
  expect((await heldIn('nfl')).players).toBe(players);
});

it('keeps no more players than it may, and forgets the league that was not asked about for longest', async () => {
  await hold('nfl');
  await hold('nba');
  const wide = heldPlayers(14);
  const [nfl, nba] = [(await wide('nfl')).players, (await wide('nba')).players];
  expect([(await wide('nfl')).players, (await wide('nba')).players]).toEqual([nfl, nba]);
  expect((await wide('nfl')).players).toBe(nfl);
  const narrow = heldPlayers(13);
  const first = (await narrow('nfl')).players;
  await narrow('nba');
  const again = (await narrow('nfl')).players;
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

it('reads the rosters that were found, and looks for others only after five minutes', async () => {
  const { cache, resources, drain } = domain;
  await cache.read(resources.teams('cfb'));
  await cache.read(resources.roster('cfb', '12' as TeamId));
  const heldIn = heldPlayers();
  expect((await heldIn('cfb')).players).toHaveLength(3);
  await cache.read(resources.roster('cfb', '9' as TeamId));
  await drain();
  expect((await heldIn('cfb')).players).toHaveLength(3);
  clock.advance(5 * 60_000);
  expect(await heldIn('cfb')).toMatchObject({ knows: 'some', players: { length: 4 } });
});

const PAGE = { season: 2024, type: 'regular', group: 'everybody', page: 1 } as const;

it('finds the players of the newest season table, whom nobody asks about, until there is a directory', async () => {
  const { cache, resources, drain } = domain;
  await cache.read(resources.seasonTable({ league: 'nfl', ...PAGE }));
  await drain();
  const heldIn = heldPlayers();
  const { knows, players } = await heldIn('nfl');
  expect(knows).toBe('some');
  expect(players.find(({ id }) => id === '4361423')).toMatchObject({ name: 'Micah Parsons', team: null });
  expect(players.length).toBeGreaterThan(4);
  await hold('nfl');
  expect(await heldIn('nfl')).toMatchObject({ knows: 'all', players: { length: 7 } });
});

it('believes a roster before a table that was loaded later', async () => {
  const { cache, resources, drain } = domain;
  await cache.read(resources.teams('cfb'));
  await cache.read(resources.roster('cfb', '12' as TeamId));
  clock.advance(60_000);
  await cache.read(resources.seasonTable({ league: 'cfb', ...PAGE }));
  await drain();
  const { players } = await heldPlayers()('cfb');
  expect(players.find(({ id }) => id === '3139477')).toMatchObject({ team: { abbreviation: 'KC' }, isActive: true });
  expect(players.find(({ id }) => id === '4361423')).toMatchObject({ team: null });
});

it('looks past a page of the table that another release has written', async () => {
  const { cache, resources, drain } = domain;
  await cache.read(resources.seasonTable({ league: 'cfb', ...PAGE }));
  await drain();
  const { key } = resources.leaderPage({ league: 'cfb', ...PAGE });
  const second = resources.leaderPage({ league: 'cfb', ...PAGE, page: 2 });
  const entry = shared.entry(key);
  if (entry?.body?.encoding !== 'identity') throw new Error('The table has filled no page');
  const { text } = entry.body;
  const saying = (changed: string): Entry => ({ ...entry, body: { encoding: 'identity', text: changed } });
  const ofTwo = saying(text.replace('"pages":1', '"pages":2'));
  const ofAnotherRelease = saying(text.replace(/"version":\d+/, '"version":-1'));
  await shared.setMany(
    'cfb',
    new Map([
      [key, ofTwo],
      [second.key, ofAnotherRelease],
    ]),
  );
  domain = createDomain({ upstream, clock, shared: [shared] });
  expect(await heldPlayers()('cfb')).toMatchObject({ knows: 'some', players: { length: 6 } });
});

it('asks the provider nothing', async () => {
  const heldIn = heldPlayers();
  for (const league of ['nfl', 'cfb', 'wnba'] as const) {
    expect(await heldIn(league)).toEqual({ knows: 'nothing', players: [], lists: [] });
  }
  expect(upstream.asked()).toEqual([]);
});

it('labels a player in one line of at most 100 characters, whatever the provider sends', () => {
  const player = {
    id: '1' as PlayerId,
    name: `Josh\n\u202eAllen ${'😀'.repeat(80)}`,
    league: 'nfl' as const,
    team: { id: '2' as TeamId, abbreviation: 'B'.repeat(50), name: '' },
    position: 'Q'.repeat(50),
    jersey: null,
    status: 'active',
    otherNames: [],
    isActive: true,
  };
  const label = playerLabel(player, { withLeague: true });
  expect(label.length).toBeLessThanOrEqual(100);
  expect(label).toMatch(/^Josh Allen 😀+… \(Q{11}…, B{11}…, NFL\)$/u);
  expect(playerLabel({ ...player, name: 'A', team: null, position: null }, { withLeague: false })).toBe('A');
});
