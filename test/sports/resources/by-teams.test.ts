import { expect, it } from 'vitest';
import { byTeams } from '../../../lib/sports/resources/by-teams.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';

it('finds something out once for all who have the same teams', () => {
  const asked: string[] = [];
  const count = byTeams((teams) => {
    asked.push([...teams].join());
    return teams.size === 0 ? undefined : teams.size;
  });
  const teams = (...ids: readonly string[]) => ids as readonly TeamId[];
  expect([teams('1'), teams('1', '2'), teams('1'), teams(), teams(), teams('12'), teams('2', '2')].map(count)).toEqual([
    ...[1, 2, 1, undefined, undefined, 1, 1],
  ]);
  expect(asked).toEqual(['1', '1,2', '', '12', '2']);
});
