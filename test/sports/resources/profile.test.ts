import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import type { LeagueId, Player, PlayerId, Roster, TeamId, AthleteProfile } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { ATHLETES } from '../../support/fake-league.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { NO_ATHLETE_PROFILE, NO_PROFILE, NO_TEAM_PROFILE } from '../../support/no-profile.ts';

const AT = Date.parse('2026-10-07T15:00Z');
const clock = createFakeClock(AT);

let espn: SimulatedEspn;
beforeAll(async () => {
  espn = await startSimulatedEspn({ clock });
});
afterAll(() => espn.close());
beforeEach(() => espn.reset());

const upstreamAt = (url: string): Upstream =>
  createEspnUpstream({
    siteUrl: url,
    webUrl: url,
    coreUrl: url,
    partnersUrl: url,
    userAgent: 'Statline/1.0 (+https://statline.example)',
    clock,
  });

const empty = (): Domain => createDomain({ upstream: upstreamAt(espn.url), clock });

const rosterOf = async ({ cache, resources }: Domain, league: LeagueId, team: string): Promise<Roster> => {
  const answer = await cache.read(resources.roster(league, team as TeamId));
  if (answer.kind !== 'value') throw new Error('no roster');
  return answer.value();
};

const playerOf = async ({ cache, resources }: Domain, league: LeagueId, id: PlayerId): Promise<Player> => {
  const answer = await cache.read(resources.player(league, id));
  if (answer.kind !== 'value') throw new Error('no player');
  return answer.value();
};

/** The calls that `ask` makes, and what it answers. */
const counted = async <T>(ask: () => Promise<T>): Promise<{ readonly calls: number; readonly answer: T }> => {
  espn.reset();
  const answer = await ask();
  return { calls: espn.calls().total, answer };
};

// Of a college that plays in no simulated league nothing held has the name.
const hasCollege = ({ college }: Player): boolean => college !== null && college !== 'UC Santa Barbara';
const isHurt = (player: Player): boolean => player.injury !== null && hasCollege(player);
// The simulated provider knows of no colleges of theirs.
const isAnybody = (): boolean => true;

// In the professional leagues; a college has no directory.
describe.each([
  ['nfl', '12', (player: Player) => player.id === '3139477', { college: 'Texas Tech', born: '1995-09-17' }],
  ['nfl', '12', isHurt, {}],
  ['nba', '13', hasCollege, {}],
  ['mlb', '10', isAnybody, {}],
  ['nhl', '1', isAnybody, {}],
  ['wnba', '5', hasCollege, {}],
] as const)('a player of %s team %s', (league, team, isMeant, known) => {
  it('has the same profile in a roster, by the directory, and in their own document', async () => {
    const domain = empty();
    const { cache, resources } = domain;
    await cache.read(resources.teams(league));
    const roster = await rosterOf(domain, league, team);
    const member = roster.players.find((player) => isMeant(player));
    if (member === undefined) throw new Error('nobody is meant');
    expect(member).toMatchObject(known);
    expect(Object.values(member)).not.toContain(undefined);

    // The directory's row, and the roster that vouches for it.
    await cache.read(resources.directory(league));
    const listed = await counted(() => playerOf(domain, league, member.id));
    expect(listed).toEqual({ calls: 0, answer: member });

    // Their own document, with the roster held.
    const own = empty();
    await rosterOf(own, league, team);
    const { calls, answer } = await counted(() => playerOf(own, league, member.id));
    expect(answer).toEqual(member);
    // The player, and the list of teams.
    expect(calls).toBe(2);
    expect(await counted(() => playerOf(own, league, member.id))).toEqual({ calls: 0, answer: member });

    // Their own document alone: it has a college's id, and no word of injuries.
    const alone = await counted(() => playerOf(empty(), league, member.id));
    expect(alone).toEqual({ calls: 2, answer: { ...member, college: null, injury: null } });

    // The same where the colleges are known, as they are after the first warm run.
    const warm = empty();
    await warm.cache.read(warm.resources.teams('cfb'));
    await warm.cache.read(warm.resources.teams('mbb'));
    const named = await counted(() => playerOf(warm, league, member.id));
    expect(named).toEqual({ calls: 2, answer: { ...member, injury: null } });
  });
});

it('the team of a roster is told as the list of teams tells it, where that is held', async () => {
  const domain = empty();
  const alone = (await rosterOf(empty(), 'nfl', '12')).team;
  expect(alone).toMatchObject({
    color: 'e31837',
    logo: `${espn.url}/i/teamlogos/nfl/500/kc.png`,
    alternateColor: null,
    logoDark: null,
  });
  const list = await domain.cache.read(domain.resources.teams('nfl'));
  const listed = list.kind === 'value' ? list.value().teams.find(({ id }) => id === '12') : undefined;
  const { players, team } = await rosterOf(domain, 'nfl', '12');
  expect(listed).toMatchObject(team);
  expect(Object.values(team)).not.toContain(null);
  expect(players[0]?.team).toEqual({ id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' });
});

describe('a profile', () => {
  const MAHOMES = '3139477' as PlayerId;
  const [mahomes] = ATHLETES;

  const world = (profile: AthleteProfile | undefined) => {
    const upstream = createFakeUpstream();
    const now = createFakeClock(AT);
    const shared = [createMemorySharedTier('l2', { clock: now })];
    const domain = createDomain({ upstream, clock: now, shared });
    const athlete = { ...mahomes, ...(profile && { profile }) };
    upstream.answerWith(`player ${MAHOMES}`, athlete);
    const team = { id: '12' as TeamId, abbreviation: 'KC', name: 'Kansas City Chiefs', ...NO_TEAM_PROFILE };
    upstream.answerWith('roster 12', { team, season: 2026, athletes: [athlete] });
    return { upstream, domain, clock: now, read: () => playerOf(domain, 'nfl', MAHOMES) };
  };

  it('is there, and empty, where the provider says nothing of it', async () => {
    expect(await world(undefined).read()).toMatchObject(NO_PROFILE);
  });

  it.each([
    ['nfl', []],
    ['nba', []],
    ['mlb', ['bats', 'throws']],
    ['nhl', ['shoots']],
  ] as const)('has the hands of its sport in the %s: %j', async (league, hands) => {
    const { domain } = world({ ...NO_ATHLETE_PROFILE, hand: 'left', bats: 'both', throws: 'right' });
    const player = await playerOf(domain, league, MAHOMES);
    expect(Object.keys(player).filter((field) => ['bats', 'throws', 'shoots'].includes(field))).toEqual(hands);
  });

  it('says when an injury was read, and goes on saying it', async () => {
    const hurt = { ...NO_ATHLETE_PROFILE, injury: { status: 'Questionable', since: '2026-10-06T00:00:00.000Z' } };
    const { domain, clock: now, read } = world(hurt);
    await domain.cache.read(domain.resources.roster('nfl', '12' as TeamId));
    now.advance(minutes(50));
    await domain.cache.read(domain.resources.teams('nfl'));
    await domain.cache.read(domain.resources.directory('nfl'));
    now.advance(minutes(50));
    expect((await read()).injury).toEqual({ ...hurt.injury, asOf: '2026-10-07T15:00:00.000Z' });
  });

  it('comes from their own document where the roster that vouched for them is not held', async () => {
    const { domain, upstream, read } = world({ ...NO_ATHLETE_PROFILE, height: `6' 2"` });
    await rowOnly(domain);
    upstream.asked();
    expect(await read()).toMatchObject({ height: `6' 2"`, team: { abbreviation: 'KC' } });
    expect(upstream.asked()).toEqual([`player ${MAHOMES}`]);
  });

  it.each([
    ['cannot be read', () => Promise.reject(new UpstreamError('timeout', 'slow'))],
    ['is gone', () => null],
  ])(
    'is empty for ten minutes where that document %s: the directory still tells who they are',
    async (_why, answer) => {
      const { domain, upstream, clock: now, read } = world({ ...NO_ATHLETE_PROFILE, height: `6' 2"` });
      await rowOnly(domain);
      upstream.answerWith(`player ${MAHOMES}`, answer());
      expect(await read()).toMatchObject({
        ...NO_PROFILE,
        name: 'Patrick Mahomes',
        position: 'QB',
        team: { id: '12' },
      });
      upstream.answerWith(`player ${MAHOMES}`, undefined);
      upstream.asked();
      now.advance(minutes(9));
      await read();
      expect(upstream.asked()).toEqual([]);
    },
  );
});

/** The directory was made with the roster, and the roster has been lost since. */
const rowOnly = async ({ cache, resources }: Domain): Promise<void> => {
  await cache.read(resources.teams('nfl'));
  await cache.read(resources.roster('nfl', '12' as TeamId));
  await cache.read(resources.directory('nfl'));
  // One scope of the roster that the directory does not have.
  await cache.purge('nfl', ['team:12']);
};
