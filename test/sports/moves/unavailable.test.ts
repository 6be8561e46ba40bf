import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { isListed, moveOf, NFL, lineOf } from '../../support/moves-world.ts';
import {
  CHIEFS,
  CLOSING,
  createPurgingWorld,
  IN_WINDOW,
  OPENING,
  PACKERS,
  PARSONS,
  purgedIn,
  RAMS,
} from './run-world.ts';

describe('a transactions feed that is unavailable', () => {
  it('does not stop the purge for the opening of a window, and is reported each time', async () => {
    const { clock, purger, breakFeed, unavailable } = createPurgingWorld(OPENING - minutes(10));
    await purger()(NFL);
    breakFeed();
    expect(await purgedIn(minutes(50), clock, purger)).toEqual(['21:00 directory rosters']);
    expect(unavailable).toEqual(['nfl', 'nfl', 'nfl', 'nfl']);
  });

  it('delays that purge until a roster shows that the provider answers', async () => {
    const { clock, environment, purger, breakFeed } = createPurgingWorld(OPENING - hours(3));
    await purger()(NFL);
    const each = environment();
    await each.cache.read(each.resources.teams(NFL));
    for (const team of [CHIEFS, PACKERS]) await isListed(each, team, PARSONS);
    breakFeed();
    expect(await purgedIn(hours(3.5), clock, purger)).toEqual([]);
    // The window has made it stale, so it is loaded after the answer.
    await isListed(each, CHIEFS, PARSONS);
    expect(await purgedIn(minutes(30), clock, purger)).toEqual(['21:30 directory rosters']);
  });

  it('has all rosters purged every hour after an hour of outage, until it is back', async () => {
    const { clock, upstream, purger, breakFeed, restoreFeed, holdDirectory } = createPurgingWorld(IN_WINDOW);
    await purger()(NFL);
    clock.advance(minutes(10));
    breakFeed();
    expect(await purgedIn(hours(4), clock, purger)).toEqual([
      '16:10 directory rosters',
      '17:10 directory rosters',
      '18:10 directory rosters',
    ]);
    restoreFeed();
    await holdDirectory();
    upstream.announce(moveOf('Waived a guard.', RAMS));
    expect(lineOf(await purger()(NFL))).toBe(`checked 1 [directory team:${RAMS}]`);
    clock.advance(minutes(10));
    breakFeed();
    // A new hour begins; meanwhile the purge for the guard is repeated.
    expect(await purgedIn(minutes(70), clock, purger)).toEqual([
      '19:30 directory team:14',
      '20:10 directory team:14',
      '20:20 directory rosters',
    ]);
  });

  it('is not tried for longer than two days after the window has closed', async () => {
    const { clock, upstream, purger, breakFeed } = createPurgingWorld(CLOSING - minutes(10));
    const purge = purger();
    await purge(NFL);
    breakFeed();
    await purgedIn(hours(50), clock, () => purge);
    upstream.asked();
    expect(await purgedIn(hours(2), clock, () => purge)).toEqual([]);
    expect(upstream.asked()).toEqual([]);
  });

  it('because the provider is down has nothing cached purged, until the provider is back', async () => {
    const { clock, upstream, environment, purger, shared } = createPurgingWorld(IN_WINDOW - hours(30));
    const purge = purger();
    await purge(NFL);
    const each = environment();
    await each.cache.read(each.resources.teams(NFL));
    await each.cache.read(each.resources.roster(NFL, CHIEFS as TeamId));
    await each.drain();
    clock.advance(hours(30));
    upstream.fail(new UpstreamError('unreachable', 'nobody there'));
    expect(await purgedIn(hours(5), clock, () => purge)).toEqual([]);
    expect(shared[0]?.log()?.size ?? 0).toBe(0);
    upstream.fail(undefined);
    expect(lineOf(await purge(NFL))).toBe('checked 0 [directory rosters]');
  });

  it('outweighs a roster that was loaded just before the outage', async () => {
    const { clock, upstream, environment, purger } = createPurgingWorld(IN_WINDOW);
    await purger()(NFL);
    const each = environment();
    await each.cache.read(each.resources.teams(NFL));
    clock.advance(minutes(8));
    await isListed(each, CHIEFS, PARSONS);
    upstream.fail(new UpstreamError('unreachable', 'nobody there'));
    clock.advance(minutes(2));
    expect(await purgedIn(hours(4), clock, purger)).toEqual([]);
  });

  it('leaves a lost state lost while nothing can be loaded: everything is purged afterwards', async () => {
    const { clock, upstream, documents, environment, purger } = createPurgingWorld(IN_WINDOW);
    await documents.compareAndSet('moves:nfl', '{"version":7}', undefined);
    const each = environment();
    await each.cache.read(each.resources.teams(NFL));
    await each.cache.read(each.resources.roster(NFL, CHIEFS as TeamId));
    await each.drain();
    clock.advance(hours(3));
    upstream.fail(new UpstreamError('unreachable', 'nobody there'));
    expect(await purgedIn(hours(2), clock, purger)).toEqual([]);
    upstream.fail(undefined);
    expect(lineOf(await purger()(NFL))).toBe('checked 0 [directory rosters]');
  });
});
