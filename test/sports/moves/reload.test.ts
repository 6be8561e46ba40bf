import { describe, expect, it } from 'vitest';
import { createReload } from '../../../lib/sports/moves/reload.ts';
import type { LeagueId, TeamId } from '../../../lib/sports/model.ts';
import { UpstreamError } from '../../../lib/sports/upstream.ts';
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
