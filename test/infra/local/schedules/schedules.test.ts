import { afterEach, describe, expect, it } from 'vitest';
import { createStackClock } from '../../../../infra/local/clock/stack-clock.ts';
import type { InvokeResult } from '../../../../infra/local/runtime/outcome.ts';
import { createSchedules, type Rule, type Schedules } from '../../../../infra/local/schedules/schedules.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { payload } from '../fixtures/open-gateway.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 10, 20);

const open: Schedules[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((schedules) => schedules.close()));
});

const rig = (results: readonly (InvokeResult | Promise<InvokeResult>)[] = []) => {
  const machine = createFakeClock();
  const clock = createStackClock({ machine, start: START });
  const story: string[] = [];
  const events: unknown[] = [];
  const log: string[] = [];
  let calls = 0;
  const rule = (name: string, minutes: number): Rule => ({
    name,
    every: minutes * MINUTE,
    invoke: async (event) => {
      events.push(event);
      story.push(`${name} at ${(clock.now() - START) / MINUTE}`);
      calls += 1;
      return (await results[calls - 1]) ?? payload(null);
    },
  });
  const schedules = createSchedules({
    rules: [rule('purge', 10), rule('warm', 5)],
    clock,
    log: (line) => log.push(line),
  });
  open.push(schedules);
  return { clock, schedules, story, events, log };
};

describe('schedules', () => {
  it('are due at once and then at their rate, whenever somebody looks', async () => {
    const { clock, schedules, story } = rig();
    await schedules.tick();
    await schedules.tick();
    for (const minutes of [4, 1, 2, 3]) {
      clock.advance(minutes * MINUTE);
      await schedules.tick();
    }
    expect(story).toEqual(['purge at 0', 'warm at 0', 'warm at 5', 'purge at 10', 'warm at 10']);
    expect(schedules.next()).toBe(START + 15 * MINUTE);
  });

  it('run once after a jump, and keep their beat', async () => {
    const { clock, schedules, story } = rig();
    await schedules.tick();
    clock.advance(62 * MINUTE);
    await schedules.tick();
    expect(story.slice(2)).toEqual(['purge at 62', 'warm at 62']);
    expect(schedules.next()).toBe(START + 65 * MINUTE);
  });

  it('send what EventBridge sends', async () => {
    const { clock, schedules, events } = rig();
    clock.advance(1234);
    await schedules.tick();
    expect(events[1]).toEqual({
      version: '0',
      id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      time: '2026-11-10T20:00:01Z',
      region: 'us-east-1',
      resources: ['arn:aws:events:us-east-1:000000000000:rule/statline-warm'],
      detail: {},
    });
  });

  it('leave a run out while the one before is under way', async () => {
    const slow = Promise.withResolvers<InvokeResult>();
    const { clock, schedules, story, log } = rig([slow.promise]);
    const first = schedules.tick();
    clock.advance(10 * MINUTE);
    // The warmer of the first tick waits for its turn: it has been taken, and so it is under way as well.
    await schedules.tick();
    expect(log).toEqual([
      'purge | skipped: the previous run is still under way',
      'warm | skipped: the previous run is still under way',
    ]);
    slow.resolve(payload(null));
    await first;
    clock.advance(10 * MINUTE);
    await schedules.tick();
    expect(story).toEqual(['purge at 0', 'warm at 10', 'purge at 20', 'warm at 20']);
  });

  it('say what a run failed of, and go on', async () => {
    const failed: InvokeResult = {
      kind: 'timed-out',
      error: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 4.00 seconds' },
      environment: 1,
      coldStart: false,
      duration: 4000,
    };
    const { schedules, log } = rig([failed]);
    expect((await schedules.tick()).map(({ rule, result }) => [rule, result.kind])).toEqual([
      ['purge', 'timed-out'],
      ['warm', 'response'],
    ]);
    expect(log).toEqual(['purge | the scheduled run ended: Sandbox.Timedout: Task timed out after 4.00 seconds']);
  });

  it('run by themselves once they are started, as fast as the clock goes', async () => {
    const clock = createStackClock({ speed: 3600 });
    const times: number[] = [];
    const invoke: Rule['invoke'] = () => {
      times.push(clock.now());
      return Promise.resolve(payload(null));
    };
    const schedules = createSchedules({ rules: [{ name: 'warm', every: MINUTE, invoke }], clock });
    open.push(schedules);
    const began = clock.now();
    schedules.start();
    await expect.poll(() => times.length, { interval: 5 }).toBeGreaterThan(2);
    await schedules.close();
    // Each when it is due, or later on a busy machine.
    for (const [index, time] of times.entries()) expect(time - began).toBeGreaterThanOrEqual(index * MINUTE - 1);
  });

  it('have nothing due where there is nothing to run', async () => {
    const schedules = createSchedules({ rules: [], clock: createStackClock() });
    schedules.start();
    expect([await schedules.tick(), schedules.next()]).toEqual([[], Infinity]);
    await schedules.close();
  });
});
