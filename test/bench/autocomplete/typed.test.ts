import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdLeagues, type HeldApi } from '../../../bench/autocomplete/held.ts';
import { TYPED } from '../../../bench/autocomplete/typed.ts';

let held: HeldApi;

beforeAll(async () => {
  held = await holdLeagues({ leagues: [...new Set(TYPED.map(({ league }) => league))] });
}, 60_000);
afterAll(() => held.close());

it('shows the player whom somebody means within the first three for 95 of 100 beginnings of real names, without a call', async () => {
  expect(TYPED).toHaveLength(60);
  const missed: string[] = [];
  for (const { league, text, name } of TYPED) {
    const shown = await held.complete(text, league);
    if (!shown.slice(0, 3).includes(name)) missed.push(`${league} ${text}: ${shown.slice(0, 3).join(', ')}`);
  }
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(TYPED.length * 0.05);
  expect(held.calls()).toBe(0);
});

it('finds the same over all leagues, where they are not drowned by other leagues', async () => {
  for (const { text, name } of TYPED.filter(({ text: typed }) => typed.length > 5)) {
    expect((await held.complete(text)).slice(0, 5), text).toContain(name);
  }
  expect(held.calls()).toBe(0);
});
