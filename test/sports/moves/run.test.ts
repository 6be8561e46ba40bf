import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../../lib/cache/index.ts';
import { isListed, moveOf, NFL, teamOf, lineOf } from '../../support/moves-world.ts';
import {
  CHIEFS,
  createPurgingWorld as createWorld,
  DEADLINE_NOON,
  IN_WINDOW,
  PACKERS,
  PARSONS,
  QUIET_TIME,
  RAMS,
} from './run-world.ts';

const COHERENCE = seconds(30);

describe('a trade', () => {
  it('is answered everywhere within a coherence window of the run after it', async () => {
    const { clock, upstream, environment, purger } = createWorld(IN_WINDOW);
    const [first, second] = [environment(), environment()];
    const purge = purger();
    await purge(NFL);
    for (const each of [first, second]) {
      await each.cache.read(each.resources.directory(NFL));
      expect([await teamOf(each, PARSONS), await isListed(each, PACKERS, PARSONS)]).toEqual([PACKERS, true]);
    }
    clock.advance(minutes(10));
    upstream.move(PARSONS, CHIEFS);
    upstream.announce(moveOf('Traded LB Micah Parsons to Kansas City for two first-round picks.', PACKERS));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory player:${PARSONS} team:${CHIEFS} team:${PACKERS}]`);
    clock.advance(COHERENCE + 1);
    for (const each of [first, second, environment()]) {
      expect([await teamOf(each, PARSONS), await isListed(each, PACKERS, PARSONS)]).toEqual([CHIEFS, false]);
      clock.advance(minutes(20));
    }
  });

  it('purges the old team as well where only the new one is named', async () => {
    const { clock, upstream, environment, purger } = createWorld(IN_WINDOW);
    const each = environment();
    await each.cache.read(each.resources.directory(NFL));
    await isListed(each, PACKERS, PARSONS);
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Acquired LB Micah Parsons.', CHIEFS));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory player:${PARSONS} team:${CHIEFS} team:${PACKERS}]`);
  });

  it('queues the rosters to be loaded again', async () => {
    const { clock, upstream, purger, sent, holdDirectory } = createWorld(IN_WINDOW);
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Waived a guard.', RAMS));
    await purge(NFL);
    expect(sent).toEqual([{ kind: 'reload', namespace: 'nfl', teams: [RAMS], purgedAt: clock.now() }]);
  });
});

describe('twenty trades on a deadline day', () => {
  it('are each purged at once and again a quarter of an hour later, with one call for each run', async () => {
    const { clock, upstream, purger, holdDirectory } = createWorld(DEADLINE_NOON);
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    upstream.asked();
    const purged: string[] = [];
    for (let trade = 0; trade < 20; trade += 1) {
      upstream.announce(moveOf(`Traded pick ${trade}.`, [CHIEFS, PACKERS, RAMS][trade % 3], '2025-11-04T08:00Z'));
      clock.advance(minutes(1));
      purged.push(lineOf(await purge(NFL)));
    }
    const scopeOf = (trade: number): string => `team:${[CHIEFS, PACKERS, RAMS][trade % 3]}`;
    expect(purged).toEqual(
      purged.map((_line, trade) => {
        const teams = [scopeOf(trade), ...(trade >= 13 ? [scopeOf(trade - 13)] : [])];
        return `checked 1 [directory ${teams.sort().join(' ')}]`;
      }),
    );
    expect(upstream.asked()).toEqual(Array.from({ length: 20 }, () => 'transactions nfl'));
  });

  it('are matched with their players after the first has purged the directory', async () => {
    const { clock, upstream, environment, purger } = createWorld(DEADLINE_NOON);
    const each = environment();
    await each.cache.read(each.resources.directory(NFL));
    await each.drain();
    const purge = purger();
    await purge(NFL);
    const players: string[] = [];
    for (const name of ['Micah Parsons', 'Patrick Mahomes']) {
      upstream.announce(moveOf(`Traded ${name}.`, RAMS));
      clock.advance(minutes(1));
      const { scopes } = await purge(NFL);
      players.push(...scopes.filter((scope) => scope.startsWith('player:')));
    }
    expect(players).toEqual([`player:${PARSONS}`, 'player:3139477']);
  });
});

describe('a move that has been seen', () => {
  it('is not purged for by the first run of a deployment', async () => {
    const { upstream, purger, shared } = createWorld(IN_WINDOW);
    upstream.announce(moveOf('Signed a tackle last week.', RAMS));
    expect(lineOf(await purger()(NFL))).toBe('checked 0 []');
    expect(shared[0]?.log()?.size ?? 0).toBe(0);
  });

  it('is remembered by the next process', async () => {
    const { clock, upstream, purger, holdDirectory } = createWorld(IN_WINDOW);
    await holdDirectory();
    await purger()(NFL);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    clock.advance(minutes(10));
    expect(lineOf(await purger()(NFL))).toBe(`checked 1 [directory team:${RAMS}]`);
    clock.advance(minutes(10));
    expect(lineOf(await purger()(NFL))).toBe('checked 0 []');
  });

  it('is told apart from an equal move of the same day', async () => {
    const { clock, upstream, purger } = createWorld(IN_WINDOW);
    const purge = purger();
    const counts: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      counts.push((await purge(NFL)).moves);
      if (time < 2) upstream.announce(moveOf('Signed a kicker to the practice squad.', RAMS));
      clock.advance(minutes(10));
    }
    expect(counts).toEqual([0, 1, 1, 0]);
  });

  it('is unknown when the stored state cannot be read: everything is purged', async () => {
    const { clock, upstream, documents, purger } = createWorld(IN_WINDOW);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    await documents.compareAndSet('moves:nfl', '{"version":7}', undefined);
    const purge = purger();
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory rosters team:${RAMS}]`);
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe('checked 0 []');
  });
});

describe('a feed that lists only new moves', () => {
  it('has every team purged, because it may no longer list others', async () => {
    const { clock, upstream, documents, environment, purger } = createWorld(IN_WINDOW);
    const each = environment();
    await each.cache.read(each.resources.teams(NFL));
    await each.drain();
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    for (let move = 0; move < 120; move += 1) upstream.announce(moveOf(`Signed guard ${move}.`, CHIEFS));
    expect(lineOf(await purge(NFL))).toBe('checked 100 [directory rosters team:12 team:14 team:21 team:9]');
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe('checked 0 []');
    expect((await documents.read('moves:nfl'))?.text.length).toBeLessThan(6000);
  });
});

describe('a run that is cut off or refused', () => {
  it('between the purge and the storing of the state purges twice, and misses nothing', async () => {
    const { clock, upstream, documents, purger, holdDirectory } = createWorld(IN_WINDOW);
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    clock.advance(minutes(10));
    const crashing = purger({
      cache: (cache) => ({
        tiers: cache.tiers,
        getAllPresent: (queries) => cache.getAllPresent(queries),
        refresh: (...asked) => cache.refresh(...asked),
        async purge(league, scopes) {
          await cache.purge(league, scopes);
          documents.fail(new Error('killed'));
          return 'stamp';
        },
      }),
    });
    await expect(crashing(NFL)).rejects.toThrow('killed');
    documents.heal();
    // The first purge took the directory away, and the process that remembered it is gone.
    expect(lineOf(await purge(NFL))).toBe('checked 1 [directory rosters team:12 team:14 team:21 team:9]');
  });

  it('because the farthest tier did not take the purge is done again', async () => {
    const { clock, upstream, shared, purger, holdDirectory } = createWorld(IN_WINDOW);
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    clock.advance(minutes(10));
    shared[1]?.break('refuses');
    await expect(purge(NFL)).rejects.toThrow('Not purged in l3');
    shared[1]?.break('none');
    // By the next run the tier is used again.
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory team:${RAMS}]`);
  });

  it('because another run was faster misses nothing', async () => {
    const { clock, upstream, purger } = createWorld(IN_WINDOW);
    const [one, other] = [purger(), purger()];
    await one(NFL);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    clock.advance(minutes(10));
    const runs = await Promise.all([one(NFL), other(NFL)]);
    expect(runs.map(({ moves }) => moves)).toEqual([1, 1]);
    expect(runs.map(({ isOvertaken }) => isOvertaken).sort()).toEqual([false, true]);
    clock.advance(minutes(10));
    expect([(await one(NFL)).moves, (await other(NFL)).moves]).toEqual([0, 0]);
  });
});

describe('outside the windows', () => {
  it('an idle process asks neither the tiers nor the provider', async () => {
    const { clock, upstream, shared, purger } = createWorld(QUIET_TIME);
    const purge = purger();
    expect(lineOf(await purge(NFL))).toBe('checked 0 []');
    const idle = { kind: 'not-due', moves: 0, scopes: [], boundaries: 0, lacking: [], isOvertaken: false };
    const trips = JSON.stringify(shared.map((tier) => tier.trips()));
    for (let run = 0; run < 6 * 24; run += 1) {
      clock.advance(minutes(10));
      expect(await purge(NFL)).toEqual({ ...idle, league: NFL });
    }
    expect(upstream.asked()).toEqual([]);
    expect(JSON.stringify(shared.map((tier) => tier.trips()))).toBe(trips);
  });

  it('the opening and the end of a window purge all rosters, whichever process sees it', async () => {
    const { clock, purger } = createWorld(Date.UTC(2025, 10, 1, 12));
    const seen: string[] = [];
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      const { boundaries, scopes } = await purger()(NFL);
      if (boundaries > 0) seen.push(`${new Date(clock.now()).toISOString()} ${scopes.join(' ')}`);
      clock.advance(hours(1));
    }
    // Two days around 16:00 Eastern of the 4th.
    expect(seen).toEqual(['2025-11-02T21:00:00.000Z rosters directory', '2025-11-06T21:00:00.000Z rosters directory']);
  });
});

describe('a provider without a transactions feed', () => {
  it('has all rosters purged every hour, and every quarter of an hour while the league is hot', async () => {
    const { clock, upstream, purger } = createWorld(DEADLINE_NOON - hours(3), { capabilities: ['season', 'live'] });
    const purged: string[] = [];
    for (let run = 0; run < 6 * 5; run += 1) {
      const { scopes } = await purger()(NFL);
      if (scopes.length > 0) purged.push(new Date(clock.now()).toISOString().slice(11, 16));
      clock.advance(minutes(10));
    }
    expect(purged).toEqual(['14:00', '15:00', '16:00', '17:00', '17:20', '17:40', '18:00', '18:20', '18:40']);
    expect(upstream.asked()).toEqual([]);
  });
});
