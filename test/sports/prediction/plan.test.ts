import { describe, expect, it } from 'vitest';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { planPrediction, type Neighbour, type Neighbourhood } from '../../../lib/sports/prediction/plan.ts';
import { isSameGroup } from '../../../lib/sports/prediction/position-groups.ts';

const neighbour = (id: string, position: string | null, teamId: string | null): Neighbour => ({
  id: id as PlayerId,
  name: id,
  position,
  teamId,
});

const PARSONS = neighbour('parsons', 'LB', 'GB');
const OTHERS = [
  PARSONS,
  neighbour('gary', 'DE', 'GB'),
  neighbour('cooper', 'LB', 'GB'),
  neighbour('love', 'QB', 'GB'),
  neighbour('watt', 'LB', 'PIT'),
  neighbour('garrett', 'DE', 'CLE'),
  neighbour('nobody', 'LB', 'CLE'),
  neighbour('mahomes', 'QB', 'KC'),
  neighbour('unplaced', null, 'GB'),
  neighbour('agent', 'LB', null),
];
const popular = ['mahomes', 'watt', 'garrett', 'cooper', 'retired'].map((id, index) => ({
  id: id as PlayerId,
  score: 10 - index,
  asked: 10 - index,
}));

const plan = (change: Partial<Neighbourhood> = {}, most?: number) =>
  planPrediction(
    { league: 'nfl', player: PARSONS, season: 2025, others: OTHERS, popular, hasCareers: true, ...change },
    most,
  ).map(({ id, season }) => `${id} ${season}`);

describe('what is likely to be asked next', () => {
  it('are popular players and team-mates at the same position in turns, the popular first', () => {
    expect(plan()).toEqual(['watt 2025', 'cooper 2025', 'garrett 2025', 'gary 2025']);
  });

  it("are the player's earlier seasons as well where each of them is a call", () => {
    expect(plan({ hasCareers: false }).slice(0, 3)).toEqual(['parsons 2024', 'parsons 2023', 'watt 2025']);
  });

  it('is nobody for a player without a known position, and no free agents for a free agent', () => {
    expect(plan({ player: neighbour('parsons', null, 'GB') })).toEqual([]);
    expect(plan({ player: neighbour('parsons', 'LB', null), popular: [] })).toEqual([]);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 60 }, (_, index) => neighbour(String(index), 'LB', 'GB'));
    expect(plan({ others: many })).toHaveLength(4);
    expect(plan({ others: many }, 3)).toHaveLength(3);
  });
});

describe('position groups', () => {
  it.each([
    ['nfl', 'DE', 'LB', true],
    ['nfl', 'CB', 'S', true],
    ['nfl', 'C', 'G', true],
    ['nfl', 'QB', 'WR', false],
    ['nba', 'PG', 'SG', true],
    ['nba', 'C', 'PG', false],
    ['mlb', 'SP', 'RP', true],
    ['mlb', 'C', 'SS', false],
    ['nhl', 'C', 'LW', true],
    ['nhl', 'G', 'D', false],
    ['wnba', 'XX', 'XX', true],
    ['nfl', null, 'QB', false],
  ] as const)('%s: %s and %s', (league, a, b, same) => {
    expect(isSameGroup(league, a, b)).toBe(same);
  });
});
