import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { SCOPE } from '../../../lib/sports/scopes.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { ATHLETES } from '../../support/fake-league.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const MAHOMES = '3139477' as PlayerId;

const CALM = '2026-10-01T12:00Z';
const DAY_BEFORE_THE_DEADLINE = '2026-11-09T12:00Z';
const DEADLINE_DAY = '2026-11-10T18:00Z';

const league = (start: string) => {
  const clock = createFakeClock(Date.parse(start));
  const upstream = createFakeUpstream();
  const { cache, resources, drain } = createDomain({
    upstream,
    clock,
    shared: [createMemorySharedTier('l3', { clock, durable: true })],
  });
  return {
    clock,
    upstream,
    cache,
    resources,
    drain,
    /** The team of the player's document, once background refreshes are done. */
    readTeam: async (): Promise<string | undefined> => {
      const answer = await cache.read(resources.player('nfl', MAHOMES));
      await drain();
      return answer.kind === 'value' ? answer.value().team?.abbreviation : undefined;
    },
  };
};

/** Minutes until a client that asks every five minutes gets the new team. Stale answers are served at once. */
const minutesUntilMoved = async (start: string, most: number): Promise<number> => {
  const { clock, upstream, readTeam } = league(start);
  await readTeam();
  upstream.move(MAHOMES, '9');
  return untilMoved(clock, readTeam, most);
};

const untilMoved = async (clock: FakeClock, readTeam: () => Promise<string | undefined>, most: number) => {
  for (let passed = 0; passed <= most; passed += 5) {
    if ((await readTeam()) === 'GB') return passed;
    clock.advance(minutes(5));
  }
  return Infinity;
};

describe("a player's document that was loaded before the provider knew of their trade", () => {
  it.each([
    ['on deadline day', DEADLINE_DAY, 20],
    ['on the day before', DAY_BEFORE_THE_DEADLINE, 65],
  ])('is corrected within the freshness of a roster %s', async (_when, start, most) => {
    expect(await minutesUntilMoved(start, 25 * 60)).toBeLessThanOrEqual(most);
  });

  it('is not served stale for hours when there was no request meanwhile', async () => {
    const { clock, upstream, readTeam } = league(DEADLINE_DAY);
    await readTeam();
    upstream.move(MAHOMES, '9');
    clock.advance(minutes(60));
    expect(await readTeam()).toBe('GB');
  });

  it('lasts a day where no window is open, and costs one call', async () => {
    const { clock, upstream, readTeam } = league(CALM);
    await readTeam();
    expect(upstream.asked()).toEqual([`player ${MAHOMES}`, 'teams nfl']);
    clock.advance(hours(22));
    await readTeam();
    expect(upstream.asked()).toEqual([]);
  });
});

describe("a player's document that comes from the directory", () => {
  it('costs no call, and is loaded again as often as the rosters are', async () => {
    const { clock, upstream, cache, resources, readTeam } = league(DEADLINE_DAY);
    await cache.read(resources.roster('nfl', '12' as TeamId));
    await cache.read(resources.directory('nfl'));
    await cache.read(resources.teams('nfl'));
    upstream.asked();
    const listed = clock.now();
    clock.advance(minutes(5));
    expect(await readTeam()).toBe('KC');
    expect(upstream.asked()).toEqual([]);
    // As old as the directory that it comes from.
    const answer = await cache.read(resources.player('nfl', MAHOMES));
    expect(answer).toMatchObject({ kind: 'value', entry: { loadedAt: listed } });
    upstream.move(MAHOMES, '9');
    clock.advance(minutes(60));
    expect(await readTeam()).toBe('GB');
    expect(upstream.asked()).toEqual([`player ${MAHOMES}`]);
  });

  it('costs no call while the directory is made again, for as long as the roster is served', async () => {
    const { clock, upstream, cache, resources, drain } = league(DEADLINE_DAY);
    const roster = resources.roster('nfl', '12' as TeamId);
    await cache.read(roster);
    await cache.read(resources.directory('nfl'));
    await cache.read(resources.teams('nfl'));
    clock.advance(minutes(10));
    await cache.refresh(roster, clock.now());
    // The directory is stale, the roster is not.
    clock.advance(minutes(10));
    upstream.asked();
    const answer = await cache.read(resources.player('nfl', MAHOMES));
    expect(answer.kind === 'value' && [answer.value().team?.abbreviation, answer.entry.loadedAt]).toEqual([
      'KC',
      clock.now() - minutes(10),
    ]);
    await drain();
    expect(upstream.asked()).toEqual([]);
    // Neither is served any more.
    clock.advance(minutes(15));
    await cache.read(resources.player('nfl', MAHOMES));
    expect(upstream.asked()).toContain(`player ${MAHOMES}`);
  });
});

describe("a player's document after a purge for a trade", () => {
  const traded = async () => {
    const world = league(DEADLINE_DAY);
    const { clock, upstream, cache, resources } = world;
    const roster = resources.roster('nfl', '12' as TeamId);
    await cache.read(roster);
    await cache.read(resources.directory('nfl'));
    await cache.read(resources.teams('nfl'));
    await cache.read(resources.player('nfl', MAHOMES));
    clock.advance(minutes(5));
    return {
      ...world,
      /** Purges, and loads the roster again, as the refresh function does before it makes the directory. */
      purge: async () => {
        await cache.purge('nfl', [SCOPE.team('12' as TeamId), SCOPE.directory]);
        await cache.refresh(roster, clock.now());
        upstream.asked();
      },
    };
  };

  it('costs no call where the roster that was loaded since lists them', async () => {
    const { upstream, purge, readTeam } = await traded();
    await purge();
    expect(await readTeam()).toBe('KC');
    expect(upstream.asked()).toEqual([]);
  });

  it('is loaded where that roster lists them no more', async () => {
    const { upstream, purge, readTeam } = await traded();
    upstream.move(MAHOMES, '9');
    await purge();
    expect(await readTeam()).toBe('GB');
    expect(upstream.asked()).toEqual([`player ${MAHOMES}`]);
  });
});

describe("a purge of a player's team", () => {
  it.each(['a call', 'the directory'])('purges their document, too, where it came from %s', async (from) => {
    const { upstream, cache, resources, readTeam } = league(CALM);
    if (from === 'the directory') {
      await cache.read(resources.roster('nfl', '12' as TeamId));
      await cache.read(resources.directory('nfl'));
    }
    expect(await readTeam()).toBe('KC');
    expect(upstream.asked().includes(`player ${MAHOMES}`)).toBe(from === 'a call');
    upstream.move(MAHOMES, '9');
    await cache.purge('nfl', [SCOPE.team('9' as TeamId)]);
    expect(await readTeam()).toBe('KC');
    // The team that they leave; without the directory, which would still vouch for it.
    await cache.purge('nfl', [SCOPE.team('12' as TeamId), SCOPE.directory]);
    expect(await readTeam()).toBe('GB');
  });
});

describe("a player's document", () => {
  it('has its identity, and the id of the team, when the team list lacks the team', async () => {
    const { upstream, cache, resources } = league(CALM);
    upstream.move(MAHOMES, '99');
    const answer = await cache.read(resources.player('nfl', MAHOMES));
    expect(answer.kind === 'value' && answer.value()).toMatchObject({
      name: 'Patrick Mahomes',
      position: 'QB',
      team: { id: '99', abbreviation: '', name: '' },
    });
  });

  it('names an unlisted team as its cached roster does', async () => {
    const { upstream, cache, resources } = league(CALM);
    upstream.move(MAHOMES, '99');
    const team = { id: '99', abbreviation: 'ACU', name: 'Abilene Christian Wildcats' };
    const [mahomes] = ATHLETES;
    upstream.answerWith('roster 99', { team, season: 2025, athletes: [mahomes] });
    await cache.read(resources.roster('nfl', '99' as TeamId));
    const answer = await cache.read(resources.player('nfl', MAHOMES));
    expect(answer.kind === 'value' && answer.value().team).toEqual(team);
  });

  it('survives a team list that cannot be read, and asks for it again ten minutes later', async () => {
    const { clock, cache, resources, upstream } = league(CALM);
    upstream.answerWith('teams nfl', Promise.reject(new UpstreamError('blocked', 'no')));
    const answer = await cache.read(resources.player('nfl', MAHOMES));
    expect(answer.kind === 'value' && answer.value().team).toEqual({ id: '12', abbreviation: '', name: '' });
    expect(answer.kind === 'value' && answer.entry.freshUntil - clock.now()).toBe(minutes(10));
    upstream.answerWith('teams nfl', undefined);
    clock.advance(hours(7));
    const later = await cache.read(resources.player('nfl', MAHOMES));
    expect(later.kind === 'value' && later.value().team?.abbreviation).toBe('KC');
  });

  it.each([
    ['nfl', 'where no window is open', CALM, 24 * 60],
    ['nhl', 'while no player may be moved', '2026-12-23T12:00Z', 24 * 60],
    ['mlb', 'in a winter of signings', '2026-11-22T12:00Z', 3 * 60],
    ['nfl', 'around the deadline', DAY_BEFORE_THE_DEADLINE, 60],
    ['nfl', 'while moves come by the minute', DEADLINE_DAY, 15],
  ] as const)('%s, %s', (id, _when, start, fresh) => {
    expect(league(start).resources.player(id, MAHOMES).policy.freshFor).toBe(minutes(fresh));
  });
});
