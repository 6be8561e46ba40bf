import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { addPending } from '../../../lib/sports/moves/repeat.ts';
import { createReload } from '../../../lib/sports/moves/reload.ts';
import { isListed, moveOf, NFL, teamOf, lineOf } from '../../support/moves-world.ts';
import { CHIEFS, CLOSING, createPurgingWorld, IN_WINDOW, PACKERS, PARSONS, purgedIn, RAMS } from './run-world.ts';

describe('a provider that lists a trade before its rosters show it', () => {
  it('is asked again, and the new team is answered within the hour', async () => {
    const { clock, upstream, environment, purger, sent, holdDirectory } = createPurgingWorld(IN_WINDOW);
    const each = environment();
    const reload = createReload(each);
    await holdDirectory();
    await purger()(NFL);
    await teamOf(each, PARSONS);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Traded LB Micah Parsons to Kansas City.', PACKERS));
    const story: string[] = [];
    for (let run = 0; run < 9; run += 1) {
      await purger()(NFL);
      clock.advance(minutes(1));
      for (const message of sent.splice(0)) await reload(message);
      await each.drain();
      story.push(`${run * 10} ${await teamOf(each, PARSONS)} ${await isListed(each, PACKERS, PARSONS)}`);
      if (run === 1) upstream.move(PARSONS, CHIEFS);
      clock.advance(minutes(9));
    }
    expect(story).toEqual([
      `0 ${PACKERS} true`,
      `10 ${PACKERS} true`,
      ...[20, 30, 40, 50, 60, 70, 80].map((minute) => `${minute} ${CHIEFS} false`),
    ]);
  });
});

describe('what was purged for a move', () => {
  it('is purged and queued for reload twice more, by whichever process, and then never', async () => {
    const { clock, upstream, purger, sent, holdDirectory } = createPurgingWorld(IN_WINDOW);
    await holdDirectory();
    await purger()(NFL);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Traded LB Micah Parsons.', PACKERS));
    const scopes = `directory player:${PARSONS} team:${PACKERS}`;
    expect(await purgedIn(hours(6), clock, purger)).toEqual([`15:10 ${scopes}`, `15:30 ${scopes}`, `16:10 ${scopes}`]);
    expect(sent.map(({ teams }) => teams)).toEqual([[PACKERS], [PACKERS], [PACKERS]]);
  });

  it('is purged again after the window has closed, by a process that is otherwise idle', async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(CLOSING - minutes(30));
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    clock.advance(minutes(20));
    upstream.announce(moveOf('Traded a pick.', RAMS, '2025-11-06T08:00Z'));
    expect(await purgedIn(hours(5), clock, () => purge)).toEqual([
      '20:50 directory team:14',
      '21:00 directory rosters',
      '21:10 directory team:14',
      '21:50 directory team:14',
    ]);
  });

  it('is purged again once where no run came for hours', async () => {
    const { clock, upstream, purger, holdDirectory } = createPurgingWorld(IN_WINDOW);
    await holdDirectory();
    await purger()(NFL);
    clock.advance(minutes(10));
    upstream.announce(moveOf('Traded a pick.', RAMS));
    await purger()(NFL);
    clock.advance(hours(3));
    expect(await purgedIn(hours(3), clock, purger)).toEqual(['18:10 directory team:14']);
  });

  it('is remembered in a document that does not grow with the day', async () => {
    const { clock, upstream, documents, purger, holdDirectory } = createPurgingWorld(IN_WINDOW);
    await holdDirectory();
    const purge = purger();
    await purge(NFL);
    for (let minute = 0; minute < 200; minute += 1) {
      for (let move = 0; move < 20; move += 1) upstream.announce(moveOf(`Traded pick ${minute}.${move}.`, RAMS));
      clock.advance(minutes(1));
      await purge(NFL);
    }
    expect((await documents.read('moves:nfl'))?.text.length).toBeLessThan(20_000);
    clock.advance(hours(2));
    expect(lineOf(await purge(NFL))).toBe('checked 0 [directory team:14]');
    clock.advance(hours(2));
    expect(lineOf(await purge(NFL))).toBe('checked 0 []');
  });

  it('is pending up to 500 scopes, the latest first', () => {
    /** Purges one after the other, of that many scopes each. */
    const pendingAfter = (...sizes: readonly number[]): readonly (readonly [at: number, scopes: number])[] => {
      let pending: ReturnType<typeof addPending> = [];
      for (const [at, size] of sizes.entries()) {
        const scopes = Array.from({ length: size }, (_, index) => `player:${at}${index}`);
        pending = addPending(pending, { scopes, teams: [] }, at);
      }
      return pending.map(({ purgedAt, scopes }) => [purgedAt, scopes.length] as const);
    };
    expect(pendingAfter(400, 200, 200)).toEqual([
      [2, 200],
      [1, 200],
    ]);
    expect(pendingAfter(400, 900)).toEqual([[1, 500]]);
    expect(pendingAfter(0)).toEqual([]);
  });

  it('is not purged again while the feed is unavailable and nothing has been loaded: what is cached may be all there is', async () => {
    const { clock, upstream, environment, purger, breakFeed, restoreFeed, holdDirectory } =
      createPurgingWorld(IN_WINDOW);
    await holdDirectory();
    await purger()(NFL);
    const each = environment();
    clock.advance(minutes(10));
    upstream.announce(moveOf('Traded a pick.', RAMS));
    await purger()(NFL);
    await isListed(each, PACKERS, PARSONS);
    breakFeed();
    clock.advance(hours(2));
    expect(await purgedIn(minutes(30), clock, purger)).toEqual([]);
    restoreFeed();
    expect(await purgedIn(hours(3), clock, purger)).toEqual(['17:40 directory team:14']);
  });
});
