import type { LeagueId, PlayerId } from '../model.ts';
import type { PopularPlayer } from '../popularity/index.ts';
import { isSameGroup } from './position-groups.ts';

/** As much of a player as tells who is asked about next. */
export interface Neighbour {
  readonly id: PlayerId;
  readonly name: string;
  readonly teamId: string | null;
  readonly position: string | null;
}

/** One season's line of one player. */
export interface PredictedLine {
  readonly id: PlayerId;
  /** Known already: it spares the call that would tell it. */
  readonly name: string;
  readonly season: number;
}

export interface PredictionFacts {
  readonly league: LeagueId;
  readonly player: Neighbour;
  readonly season: number;
  /** Everybody known, he himself may be among them: the directory, or his team's roster. */
  readonly others: readonly Neighbour[];
  /** The most asked about first. */
  readonly popular: readonly PopularPlayer[];
  /** Whether one call tells every season of a player. */
  readonly isCareerTold: boolean;
}

// Each line more gains less and costs as much as the one before; `bench/engine/prediction.ts` counts both.
const MOST_LINES = 4;
const EARLIER_SEASONS = 2;

/**
 * The lines that are likely to be asked for next, the likeliest first: his own earlier seasons where each is a call;
 * then the league's popular players at his position and his team-mates at it in turns, the popular first.
 */
export const planPrediction = (facts: PredictionFacts, most = MOST_LINES): readonly PredictedLine[] => {
  const { league, player, season, others, popular, isCareerTold } = facts;
  const scores = new Map(popular.map(({ id, score }) => [id, score]));
  const byPopularity = (a: Neighbour, b: Neighbour): number => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0);
  const peers = others.filter(({ id, position }) => id !== player.id && isSameGroup(league, position, player.position));
  const mates = peers.filter(({ teamId }) => teamId !== null && teamId === player.teamId).sort(byPopularity);
  const rivals = peers.filter((peer) => scores.has(peer.id) && !mates.includes(peer)).sort(byPopularity);
  const earlier = isCareerTold
    ? []
    : Array.from({ length: EARLIER_SEASONS }, (_, back) => ({
        id: player.id,
        name: player.name,
        season: season - 1 - back,
      }));
  return [...earlier, ...inTurns(rivals, mates).map(({ id, name }) => ({ id, name, season }))].slice(0, most);
};

const inTurns = <T>(first: readonly T[], second: readonly T[]): readonly T[] =>
  Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [
    ...first.slice(index, index + 1),
    ...second.slice(index, index + 1),
  ]).flat();
