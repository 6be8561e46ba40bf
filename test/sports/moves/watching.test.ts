import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { moveOf, NFL, lineOf } from '../../support/moves-world.ts';
import { CLOSING, createPurgingWorld, IN_WINDOW, OPENING, purgedIn, QUIET_TIME, RAMS } from './run-world.ts';

describe('the first run of a deployment', () => {
  it('purges for what was announced since the deployment began to watch, and for nothing older', async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(QUIET_TIME);
    upstream.announce(moveOf('Signed a tackle long ago.', '9', '2025-09-20T07:00Z'));
    await purger()(NFL);
    clock.advance(OPENING - minutes(5) - clock.now());
    await holdDirectory();
    await purger()(NFL);
    upstream.announce(moveOf('Waived a guard.', RAMS, '2025-11-02T08:00Z'));
    clock.advance(minutes(5));
    expect(lineOf(await purger()(NFL))).toBe(`checked 1 [directory rosters team:${RAMS}]`);
    clock.advance(minutes(5));
    expect(lineOf(await purger()(NFL))).toBe('checked 0 []');
  });

  it('takes moves of the same day for new where the feed was unavailable at first', async () => {
    const { clock, upstream, purger, breakFeed, restoreFeed, holdDirectory } = createPurgingWorld(IN_WINDOW);
    await holdDirectory();
    breakFeed();
    await purger()(NFL);
    restoreFeed();
    upstream.announce(moveOf('Signed a tackle last week.', '9', '2025-10-27T08:00Z'));
    upstream.announce(moveOf('Signed a guard.', RAMS));
    clock.advance(minutes(10));
    expect(lineOf(await purger()(NFL))).toBe(`checked 1 [directory team:${RAMS}]`);
  });
});

describe('the end of a window', () => {
  it('is followed by two readings of the feed, for what was announced in its last minutes', async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(CLOSING - minutes(5));
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    upstream.announce(moveOf('Traded a pick.', RAMS, '2025-11-06T08:00Z'));
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory rosters team:${RAMS}]`);
    upstream.asked();
    upstream.announce(moveOf('Traded another pick, announced late.', '9', '2025-11-06T08:00Z'));
    clock.advance(minutes(10));
    // Between them what was purged is purged again.
    expect(await purgedIn(hours(5), clock, () => purge)).toEqual([
      '21:25 directory team:14',
      '22:05 directory team:14 team:9',
      '22:25 directory team:9',
      '23:05 directory team:9',
    ]);
    expect(upstream.asked()).toEqual(['transactions nfl']);
  });

  it('is followed by a reading also in a process that starts later', async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(CLOSING - minutes(5));
    await holdDirectory();
    await purger()(NFL);
    upstream.announce(moveOf('Traded a pick.', RAMS, '2025-11-06T08:00Z'));
    clock.advance(hours(5));
    expect(lineOf(await purger()(NFL))).toBe(`checked 1 [directory rosters team:${RAMS}]`);
  });
});

describe('a feed none of whose lines has been seen', () => {
  it('may lack moves, however many of its lines could be read', async () => {
    const { clock, upstream, purger, holdDirectory, list } = createPurgingWorld(IN_WINDOW, { options: { limit: 20 } });
    await holdDirectory();
    upstream.announce(moveOf('Signed a tackle.', '9'));
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    list(Array.from({ length: 17 }, (_, line) => moveOf(`Signed guard ${line}.`, '12')));
    expect(lineOf(await purge(NFL))).toBe('checked 17 [directory rosters team:12 team:14 team:21 team:9]');
  });

  it('is complete where it had no line before', async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(IN_WINDOW);
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Signed a guard.', RAMS));
    expect(lineOf(await purge(NFL))).toBe(`checked 1 [directory team:${RAMS}]`);
  });
});
