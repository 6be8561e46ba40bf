import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIX } from '../../lib/costs/assumed.ts';
import { COUNTED } from '../../lib/costs/counted.ts';
import { countedTable } from '../../infra/costs/counted-table.ts';
import { idleCounts, questionCounts } from '../../lib/costs/counts.ts';
import { costTable, fixedPlanFrom, idleTable, priceTable } from '../../infra/costs.ts';
import { dollarsOf, sumOf } from '../../lib/costs/prices.ts';

describe('the costs', () => {
  it('begin where what is free ends', () => {
    expect(dollarsOf('lambdaRequests', 1_000_000)).toBe(0);
    expect(dollarsOf('lambdaRequests', 2_000_000)).toBeCloseTo(0.2);
    expect(dollarsOf('apiRequests', 1_000_000)).toBeCloseTo(1);
  });

  it('are of questions that are answered in one way each', () => {
    expect(Object.values(MIX).reduce((sum, share) => sum + share)).toBeCloseTo(1);
    expect(questionCounts(1000, { redis: true })).toMatchObject({ apiRequests: 1000 });
    expect(questionCounts(0, { redis: true })).toEqual({});
  });

  it('have no Redis where there is none', () => {
    const all = sumOf(idleCounts({ redis: false }), questionCounts(1_000_000, { redis: false }));
    expect(all.redisCommands).toBe(0);
    expect(costTable({ redis: false })).not.toContain('Upstash');
  });

  it('grow with what a load was counted to write', () => {
    const million = questionCounts(1_000_000, { redis: true });
    expect(million.tableWrites).toBeGreaterThan(1_000_000 * MIX.load * COUNTED.redis.load.writes);
    expect(million.redisCommands).toBeGreaterThan(1_000_000 * MIX.load * COUNTED.redis.load.redisCommands);
  });

  it('of a question stay within what they were brought down to', () => {
    const { redis, alone } = COUNTED;
    expect([redis.shared.redisCommands, redis.shared.writes, alone.shared.writes]).toEqual([1, 0, 0]);
    const month = (isRedis: boolean) => questionCounts(100_000_000, { redis: isRedis });
    expect(month(true).redisCommands).toBeLessThan(77_000_000);
    expect(month(true).tableWrites).toBeLessThan(33_000_000);
    expect(month(false).tableWrites).toBeLessThan(43_000_000);
    expect(idleCounts({ redis: true }).redisCommands).toBeLessThan(75_000);
  });

  it('idle, are those of the schedules', () => {
    const idle = idleCounts({ redis: false, warmMinutes: 0 });
    expect(idle.lambdaRequests).toBe(730 * 6);
    expect(idle.metrics).toBe(0);
    expect(idleCounts({ redis: false, warmMinutes: 0, purgeMinutes: 0 }).tableReads).toBe(0);
  });

  it('of a fixed plan for Redis are reached where its commands cost as much', () => {
    const questions = fixedPlanFrom();
    const month = sumOf(idleCounts({ redis: true }), questionCounts(questions, { redis: true }));
    expect(dollarsOf('redisCommands', month.redisCommands ?? 0)).toBeCloseTo(10, 1);
  });

  it('are those in docs/costs.md: run node infra/costs.ts and paste', () => {
    // Prettier pads tables its own way.
    const plain = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    const page = plain(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'costs.md'), 'utf8'));
    const tables = [costTable({ redis: false }), costTable({ redis: true }), idleTable(), countedTable(), priceTable()];
    for (const table of tables) {
      expect(page).toContain(plain(table));
    }
  });
});
