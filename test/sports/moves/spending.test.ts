import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { CLOSING, createPurgingWorld, DEADLINE_NOON, IN_WINDOW, purgedIn, RAMS, dayBudgetOf } from './run-world.ts';
import { moveOf, NFL, lineOf } from '../../support/moves-world.ts';

const WITHOUT_FEED = ['season', 'live'] as const;

describe('a provider without a transactions feed and with few calls', () => {
  it('has every question answered on deadline day: what cannot be loaded again is not purged', async () => {
    let spent = 0;
    const { clock, upstream, environment, purger } = createPurgingWorld(DEADLINE_NOON, {
      capabilities: WITHOUT_FEED,
      options: { dayBudget: dayBudgetOf(12, () => spent) },
    });
    const each = environment();
    await each.cache.read(each.resources.teams(NFL));
    upstream.asked();
    const purge = purger();
    const unanswered: string[] = [];
    for (let run = 0; run < 12 * 6; run += 1) {
      await purge(NFL);
      // Twice an hour somebody asks for every team.
      for (const { id } of run % 3 === 0 ? TEAMS : []) {
        const isSpent = spent >= 12;
        upstream.fail(isSpent ? new UpstreamError('over-budget', 'spent') : undefined);
        const answer = await each.cache.read(each.resources.roster(NFL, id));
        await each.drain();
        const asked = upstream.asked().length;
        spent += isSpent ? 0 : asked;
        if (answer.kind !== 'value') unanswered.push(`${run} ${id}`);
      }
      clock.advance(minutes(10));
    }
    expect(unanswered).toEqual([]);
    expect(spent).toBe(12);
  });

  it('has its rosters purged again as soon as there are calls', async () => {
    let spent = 77;
    const { clock, purger } = createPurgingWorld(DEADLINE_NOON, {
      capabilities: WITHOUT_FEED,
      options: { dayBudget: dayBudgetOf(100, () => spent) },
    });
    expect(await purgedIn(hours(1), clock, purger)).toEqual([]);
    spent = 0;
    expect(await purgedIn(minutes(20), clock, purger)).toEqual(['18:00 directory rosters']);
  });

  it('has nothing purged where the budget cannot be read', async () => {
    const { clock, purger } = createPurgingWorld(DEADLINE_NOON, {
      capabilities: WITHOUT_FEED,
      options: { dayBudget: () => Promise.reject(new Error('no ledger')) },
    });
    expect(await purgedIn(hours(1), clock, purger)).toEqual([]);
  });

  it('has nothing purged at the opening of a window without calls, and is purged once there are some', async () => {
    let spent = 100;
    const { clock, purger } = createPurgingWorld(Date.UTC(2025, 10, 2, 20, 50), {
      capabilities: WITHOUT_FEED,
      options: { dayBudget: dayBudgetOf(100, () => spent) },
    });
    expect(await purgedIn(hours(3), clock, purger)).toEqual([]);
    spent = 0;
    const { boundaries, scopes } = await purger()(NFL);
    expect([boundaries, scopes]).toEqual([1, ['rosters', 'directory']]);
    expect(lineOf(await purger()(NFL))).toBe('checked 0 []');
  });

  it('has nothing purged while no roster can be loaded', async () => {
    const { clock, upstream, environment, purger } = createPurgingWorld(IN_WINDOW, { capabilities: WITHOUT_FEED });
    const each = environment();
    const roster = each.resources.roster(NFL, '12' as TeamId);
    await purger()(NFL);
    await each.cache.read(each.resources.teams(NFL));
    await each.cache.read(roster);
    await each.drain();
    upstream.fail(new UpstreamError('unreachable', 'nobody there'));
    clock.advance(hours(2));
    expect(await purgedIn(hours(3), clock, purger)).toEqual([]);
    expect((await each.cache.read(roster)).kind).toBe('value');
    await each.drain();
    upstream.fail(undefined);
    clock.advance(minutes(10));
    await each.cache.read(roster);
    await each.drain();
    expect(lineOf(await purger()(NFL))).toBe('checked 0 [directory rosters]');
  });
});

describe('a provider with a transactions feed and no calls left to load all rosters', () => {
  it('has the rosters purged for the end of a window by the same process, once there are', async () => {
    let spent = 80;
    const { clock, purger } = createPurgingWorld(CLOSING - minutes(10), {
      options: { dayBudget: dayBudgetOf(100, () => spent) },
    });
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe('checked 0 []');
    spent = 0;
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe('checked 0 [directory rosters]');
  });

  it('has a lost state replaced only then, and no move purged for over and over', async () => {
    let spent = 80;
    const { clock, upstream, documents, purger } = createPurgingWorld(IN_WINDOW, {
      options: { dayBudget: dayBudgetOf(100, () => spent) },
    });
    await documents.compareAndSet('moves:nfl', 'torn', undefined);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    expect(await purgedIn(hours(1), clock, purger)).toEqual([]);
    spent = 0;
    expect(lineOf(await purger()(NFL))).toBe(`checked 1 [directory rosters team:${RAMS}]`);
  });
});
