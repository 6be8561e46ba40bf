import { expect, it } from 'vitest';
import { createHedging } from '../../../functions/compose/hedging.ts';
import { minutes, seconds } from '../../../lib/cache/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

it('waits a moment for Redis, and not for one that was silent, until five seconds are over', () => {
  const clock = createFakeClock();
  const hedging = createHedging(150, clock);
  expect(hedging.after()).toBe(45);
  hedging.expectSilence();
  expect(hedging.after()).toBe(0);
  clock.advance(seconds(5) - 1);
  expect(hedging.after()).toBe(0);
  clock.advance(1);
  expect(hedging.after()).toBe(45);
});

it('does not take a clock that was set back for silence that lasts', () => {
  const clock = createFakeClock();
  const hedging = createHedging(150, clock);
  hedging.expectSilence();
  clock.advance(-minutes(10));
  expect(hedging.after()).toBe(45);
});
