import { beforeEach, describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import type { MoveList } from '../../../lib/sports/resources/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import type { Domain } from '../../support/domain.ts';
import { createMovesWorld, lineOf, moveOf, NFL } from '../../support/moves-world.ts';
import { IN_WINDOW, RAMS } from './run-world.ts';

let clock: FakeClock;
let upstream: FakeUpstream;
let world: ReturnType<typeof createMovesWorld>;
let bot: Domain;

beforeEach(async () => {
  clock = createFakeClock(IN_WINDOW);
  upstream = createFakeUpstream();
  world = createMovesWorld({ clock, upstream });
  upstream.announce(moveOf('Signed a guard.', RAMS));
  bot = world.environment();
  await bot.cache.read(bot.resources.teams(NFL));
  await bot.drain();
  upstream.asked();
});

const lists = (): number => upstream.asked().filter((call) => call.startsWith('transactions')).length;

const question = async (): Promise<MoveList | undefined> => {
  const answer = await bot.cache.read(bot.resources.moveList(NFL));
  await bot.drain();
  return answer.kind === 'value' ? answer.value() : undefined;
};

describe('the list that the purge function reads', () => {
  it('answers the questions until it reads again: no call of theirs', async () => {
    const purge = world.purger();
    for (let run = 0; run < 6; run += 1) {
      await purge(NFL);
      for (let minute = 0; minute < 9; minute += 1) {
        clock.advance(minutes(1));
        expect((await question())?.moves).toHaveLength(1);
      }
      clock.advance(minutes(1));
    }
    expect(lists()).toBe(6);
  });

  it('is read in each run, however fresh the list of a question is: a move is noticed as soon as before', async () => {
    const purge = world.purger();
    await purge(NFL);
    clock.advance(minutes(10));
    await question();
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    expect(lineOf(await purge(NFL))).toContain('checked 1 ');
    expect(lists()).toBe(3);
  });

  it('is read although the questions for it have just failed', async () => {
    const purge = world.purger();
    await purge(NFL);
    clock.advance(minutes(10));
    upstream.fail(new UpstreamError('failed', 'no list'));
    await question();
    upstream.fail(undefined);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    expect(lineOf(await purge(NFL))).toContain('checked 1 ');
  });

  it('is asked for once where the provider fails', async () => {
    const purge = world.purger();
    upstream.fail(new UpstreamError('failed', 'no list'));
    await purge(NFL);
    expect(lists()).toBe(1);
  });

  it('is read by a run that follows a failed one at once', async () => {
    const purge = world.purger();
    upstream.fail(new UpstreamError('failed', 'no list'));
    await purge(NFL);
    upstream.fail(undefined);
    await purge(NFL);
    expect(lists()).toBe(2);
  });

  it('is read where no tier answers', async () => {
    for (const tier of world.shared) tier.break('refuses');
    const purge = world.purger({
      cache: ({ tiers, ...cache }) => ({ ...cache, tiers, purge: () => Promise.resolve('stamp') }),
    });
    await purge(NFL);
    upstream.announce(moveOf('Signed a tackle.', RAMS));
    clock.advance(minutes(10));
    expect(lineOf(await purge(NFL))).toContain('checked 1 ');
    expect(lists()).toBe(2);
  });
});
