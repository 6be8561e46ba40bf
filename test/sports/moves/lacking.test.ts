import { describe, expect, it } from 'vitest';
import { minutes, type TieredCache } from '../../../lib/cache/index.ts';
import { isListed, moveOf, NFL, lineOf } from '../../support/moves-world.ts';
import { createPurgingWorld, DEADLINE_NOON, PACKERS, PARSONS, RAMS } from './run-world.ts';

describe('a purge that the near tier did not take', () => {
  it('is done as soon as the far one has taken it: nothing is purged or loaded twice', async () => {
    const { clock, upstream, environment, purger, shared, sent, holdDirectory } = createPurgingWorld(DEADLINE_NOON);
    await holdDirectory();
    const purge = purger();
    const each = environment();
    await purge(NFL);
    upstream.announce(moveOf('Traded LB Micah Parsons.', PACKERS, '2025-11-04T08:00Z'));
    upstream.asked();
    shared[0]?.break('refuses');
    const lines: string[] = [];
    const lacking: string[] = [];
    for (let minute = 0; minute < 12; minute += 1) {
      clock.advance(minutes(1));
      const summary = await purge(NFL);
      lines.push(lineOf(summary));
      lacking.push(...summary.lacking);
      await isListed(each, PACKERS, PARSONS);
    }
    expect(lines.filter((line) => line !== 'checked 0 []')).toEqual([
      `checked 1 [directory player:${PARSONS} team:${PACKERS}]`,
    ]);
    expect(lacking).toEqual(['l2']);
    expect(sent).toHaveLength(1);
    expect(upstream.asked().filter((call) => call.startsWith('roster'))).toHaveLength(1);
  });

  it('is made good by reconciliation', async () => {
    const { clock, upstream, purger, shared, holdDirectory } = createPurgingWorld(DEADLINE_NOON);
    await holdDirectory();
    let mend: TieredCache['reconcile'] | undefined;
    const purge = purger({
      cache(cache) {
        mend = (league) => cache.reconcile(league);
        return cache;
      },
    });
    await purge(NFL);
    upstream.announce(moveOf('Waived a guard.', RAMS, '2025-11-04T08:00Z'));
    shared[0]?.break('refuses');
    clock.advance(minutes(1));
    await purge(NFL);
    shared[0]?.break('none');
    expect(await mend?.(NFL)).toEqual({ mended: ['directory', `team:${RAMS}`] });
  });
});
