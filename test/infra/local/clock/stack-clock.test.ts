import { describe, expect, it } from 'vitest';
import { createStackClock } from '../../../../infra/local/clock/stack-clock.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const HOUR = 3_600_000;

describe("the stack's clock", () => {
  it('is the machine’s until somebody moves it', () => {
    const machine = createFakeClock();
    const clock = createStackClock({ machine });
    machine.advance(50);
    expect([clock.now() - machine.now(), clock.offset()]).toEqual([0, 0]);
    clock.advance(HOUR);
    machine.advance(50);
    expect([clock.now() - machine.now(), clock.offset()]).toEqual([HOUR, HOUR]);
  });

  it('begins where it is told, and runs faster from there', () => {
    const machine = createFakeClock();
    const start = Date.UTC(2026, 10, 4);
    const clock = createStackClock({ machine, start, speed: 60 });
    expect(clock.now()).toBe(start);
    machine.advance(1000);
    expect([clock.now(), clock.offset()]).toEqual([start + 60_000, start + 60_000 - machine.now()]);
  });

  it('tells whole milliseconds, whatever it is moved by', () => {
    const machine = createFakeClock();
    const clock = createStackClock({ machine, start: 1000, speed: 1.5 });
    clock.advance(0.7);
    machine.advance(1);
    expect([clock.now(), Number.isInteger(clock.offset())]).toEqual([1002, true]);
    clock.set(2000.9);
    expect(clock.now()).toBe(2000);
  });

  it('never goes back', () => {
    const machine = createFakeClock();
    const clock = createStackClock({ machine, start: 1000 });
    clock.set(5000);
    clock.set(2000);
    expect(clock.now()).toBe(5000);
    machine.advance(7);
    clock.set(5003);
    expect(clock.now()).toBe(5007);
    expect(() => clock.advance(-1)).toThrow('A clock cannot be advanced by -1 ms');
    expect(() => clock.set(NaN)).toThrow('A clock cannot be set to NaN');
  });
});
