import type { Counts } from '../model.ts';
import { around } from '../random.ts';
import type { SeasonPlan } from './season-plan.ts';
import { nowAndThen, partOf, perGame } from './season-plan.ts';

type Groups = Readonly<Record<string, Counts>>;

/** Bats and pitches; documents say `DH`. */
export const TWO_WAY = 'TWP';

/** A plausible season at a position, in counts that add up: a pitcher pitches, everybody else bats. */
export const baseballSeason = (position: string, plan: SeasonPlan): Groups => {
  switch (position) {
    case 'SP':
      return withFielding(plan, { pitching: starting(plan) }, 0.2);
    case 'RP':
      return withFielding(plan, { pitching: relieving(plan) }, 0.15);
    case 'DH':
      return { batting: batting(plan) };
    case TWO_WAY:
      return withFielding(plan, { batting: batting(plan), pitching: starting(plan) }, 0.2);
    default:
      return withFielding(plan, { batting: batting(plan) }, position === 'C' || position === '1B' ? 7 : 2.5);
  }
};

const batting = (plan: SeasonPlan): Counts => {
  const { games, role } = plan;
  const atBats = perGame(plan, 1.5 + role * 1.5, 2.5 + role * 1.5);
  const hits = partOf(plan, atBats, 0.19, 0.32);
  const homeRuns = partOf(plan, hits, 0.02, 0.1 + role * 0.15);
  return {
    gamesPlayed: games,
    atBats,
    hits,
    homeRuns,
    doubles: partOf(plan, hits, 0.14, 0.24),
    triples: partOf(plan, hits, 0, 0.04),
    runs: homeRuns + partOf(plan, hits, 0.25, 0.45),
    RBIs: homeRuns + partOf(plan, hits, 0.25, 0.5),
    walks: partOf(plan, atBats, 0.05, 0.16),
    hitByPitch: partOf(plan, atBats, 0, 0.02),
    strikeouts: partOf(plan, atBats, 0.14, 0.34),
    stolenBases: partOf(plan, hits, 0, 0.22),
    caughtStealing: nowAndThen(plan, 7),
    sacFlies: nowAndThen(plan, 8),
  };
};

interface Outing {
  readonly games: number;
  readonly starts: number;
  /** Outs per game. */
  readonly outs: readonly [low: number, high: number];
}

const pitching = (plan: SeasonPlan, { games, starts, outs }: Outing): Counts => {
  const all = Math.round(games * around(plan.random, ...outs));
  const hits = partOf(plan, all, 0.24, 0.38);
  const earnedRuns = partOf(plan, all, 0.08, 0.2);
  return {
    gamesPlayed: games,
    gamesStarted: starts,
    outs: all,
    hits,
    earnedRuns,
    runs: earnedRuns + nowAndThen(plan, 8),
    homeRuns: Math.min(hits, earnedRuns, partOf(plan, hits, 0.08, 0.18)),
    walks: partOf(plan, all, 0.06, 0.16),
    strikeouts: partOf(plan, all, 0.22, 0.45),
  };
};

const starting = (plan: SeasonPlan): Counts => {
  const starts = Math.ceil(plan.games / 5);
  const wins = partOf(plan, starts, 0.15, 0.25 + plan.role * 0.35);
  return {
    ...pitching(plan, { games: starts, starts, outs: [12, 15 + plan.role * 5] }),
    wins,
    losses: Math.min(starts - wins, partOf(plan, starts, 0.15, 0.45)),
    completeGames: nowAndThen(plan, 2),
    shutouts: 0,
    saves: 0,
    holds: 0,
    blownSaves: 0,
  };
};

const relieving = (plan: SeasonPlan): Counts => {
  const games = Math.ceil(plan.games * 0.42);
  const closer = plan.role > 0.8;
  return {
    ...pitching(plan, { games, starts: 0, outs: [2, 4] }),
    wins: partOf(plan, games, 0, 0.12),
    losses: partOf(plan, games, 0, 0.12),
    completeGames: 0,
    shutouts: 0,
    saves: partOf(plan, games, 0, closer ? 0.7 : 0.05),
    holds: partOf(plan, games, 0, closer ? 0.05 : 0.4),
    blownSaves: partOf(plan, games, 0, 0.08),
  };
};

const withFielding = (plan: SeasonPlan, groups: Groups, putoutsPerGame: number): Groups => {
  const { games } = plan;
  const putouts = perGame(plan, putoutsPerGame * 0.7, putoutsPerGame * 1.3);
  const fielding: Counts = {
    gamesPlayed: groups.pitching?.gamesPlayed ?? games,
    gamesStarted: groups.pitching?.gamesStarted ?? partOf(plan, games, 0.6, 1),
    putouts,
    assists: partOf(plan, putouts, 0.05, 0.6),
    errors: partOf(plan, putouts, 0, 0.04),
    doublePlays: partOf(plan, putouts, 0, 0.15),
  };
  return { ...groups, fielding };
};
