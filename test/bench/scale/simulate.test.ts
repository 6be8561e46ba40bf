import { describe, expect, it } from 'vitest';
import { simulate } from '../../../bench/scale/simulate.ts';
import { createSteppedTime } from '../../../bench/scale/stepped-time.ts';

const evening = (environments: number) => simulate({ environments, rate: 2, phaseMs: 60_000 });

describe('time that stands still until everything is done', () => {
  it('goes from moment to moment in their order, whoever sets them when', async () => {
    const time = createSteppedTime(1000);
    const story: (readonly [string, number])[] = [];
    const tell = (what: string) => () => void story.push([what, time.now()]);
    time.at(1300, tell('third'));
    time.at(1100, tell('first'));
    void time
      .sleep(100)
      .then(() => time.sleep(50))
      .then(tell('second'));
    time.at(900, tell('at once'));
    await time.runUntil(2000);
    expect(story).toEqual([
      ['at once', 1000],
      ['first', 1100],
      ['second', 1150],
      ['third', 1300],
    ]);
    expect(time.now()).toBe(2000);
  });

  it('ends a deadline when its time is over', async () => {
    const time = createSteppedTime(0);
    const signal = time.deadline(50);
    await time.runUntil(49);
    expect(signal.aborted).toBe(false);
    await time.runUntil(50);
    expect(signal.aborted).toBe(true);
  });
});

describe('the engine in many environments', () => {
  it('loads nothing twice, fails nobody, and shows nothing for longer than the window that a purge has taken away', async () => {
    const { doubledLoads, failed, purges, purgeSeenBy, usual } = await evening(20);
    expect(usual.questions).toBeGreaterThan(1000);
    expect([doubledLoads, failed]).toEqual([0, 0]);
    expect(purges).toBeGreaterThan(0);
    expect(purgeSeenBy).toBeLessThanOrEqual(30_000);
  });

  it('asks the upstream the less for each question the more environments there are', async () => {
    const [few, many] = [await evening(2), await evening(20)];
    expect(many.usual.loads / many.usual.questions).toBeLessThan(few.usual.loads / few.usual.questions);
    expect(many.usual.redisCommands / many.usual.questions).toBeLessThan(2);
  });

  it('comes to the same each time', async () => {
    expect(await evening(3)).toEqual(await evening(3));
  });
});
