import { describe, expect, it } from 'vitest';
import { createReload, sendReloadOf, type ReloadMessage } from '../../../lib/sports/moves/reload.ts';
import type { LeagueId, TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const upstream = createFakeUpstream();
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  const { cache, resources, drain } = createDomain({ upstream, clock, shared });
  const reload = createReload({ cache, resources });
  const message = (namespace: LeagueId = 'nfl') => ({
    kind: 'reload' as const,
    namespace,
    teams: ['12', '9'] as TeamId[],
    purgedAt: clock.now(),
  });
  return { clock, upstream, reload, message, drain };
};

describe('loading again what was purged', () => {
  it('loads the rosters, and only then the directory that they correct', async () => {
    const { upstream, reload, message } = createWorld();
    await reload(message());
    expect(upstream.asked()).toEqual(['roster 12', 'roster 9', 'everyPlayer nfl']);
  });

  it('loads nothing twice when the message comes twice', async () => {
    const { clock, upstream, reload, message, drain } = createWorld();
    const sent = message();
    clock.advance(1000);
    await reload(sent);
    await drain();
    upstream.asked();
    await reload(sent);
    expect(upstream.asked()).toEqual([]);
  });

  it('makes no directory after rosters that could not be loaded, nor one of a college league', async () => {
    const { upstream, reload, message } = createWorld();
    await reload(message('cfb'));
    expect(upstream.asked()).toEqual(['roster 12', 'roster 9']);
    upstream.fail(new UpstreamError('failed', 'out'));
    await expect(reload(message())).rejects.toThrow('out');
    expect(upstream.asked()).toEqual(['roster 12', 'roster 9']);
  });
});

describe('queueing the reload of what was purged', () => {
  const planOf = (count: number) => ({
    scopes: ['directory'],
    teams: Array.from({ length: count }, (_, index) => String(index + 1) as TeamId),
  });

  const queued = async (league: LeagueId, count: number): Promise<readonly ReloadMessage[]> => {
    const sent: ReloadMessage[] = [];
    const sendReload = (message: ReloadMessage): Promise<void> => Promise.resolve(void sent.push(message));
    await sendReloadOf({ sendReload }, league, planOf(count), 7);
    return sent;
  };

  it('names ten teams at most: a message has time for as many calls', async () => {
    const teams = planOf(10).teams;
    expect(await queued('nfl', 10)).toEqual([{ kind: 'reload', namespace: 'nfl', teams, purgedAt: 7 }]);
    expect(await queued('nfl', 11)).toEqual([{ kind: 'reload', namespace: 'nfl', teams, purgedAt: 7 }]);
  });

  it('has the directory loaded where no team is named, except in a college league, which has none', async () => {
    expect(await queued('nfl', 0)).toMatchObject([{ teams: [] }]);
    expect(await queued('cfb', 0)).toEqual([]);
    expect(await queued('cfb', 1)).toMatchObject([{ teams: ['1'] }]);
  });

  it('that fails is told and fails no purge', async () => {
    const failed: unknown[] = [];
    const error = new Error('no queue');
    const options = {
      sendReload: () => Promise.reject(error),
      onReloadFailed: (...given: readonly unknown[]) => void failed.push(given),
    };
    await sendReloadOf(options, 'nfl', planOf(1), 7);
    expect(failed).toEqual([['nfl', error]]);
  });
});
