import type { LeagueId, PlayerId } from '../model/index.ts';
import type { PopularPlayer } from '../popularity/index.ts';
import { isSameGroup } from './position-groups.ts';

/** As much of a player as decides whether questions about them come next. */
export interface Neighbour {
  readonly id: PlayerId;
  readonly name: string;
  readonly teamId: string | null;
  readonly position: string | null;
}

/** One season's line of one player. */
export interface PredictedLine {
  readonly id: PlayerId;
  /** Known already, which saves the call for it. */
  readonly name: string;
  readonly season: number;
}

export interface Neighbourhood {
  readonly league: LeagueId;
  readonly player: Neighbour;
  readonly season: number;
  /** Every known player, possibly with the one asked about: the directory, or their team's roster. */
  readonly others: readonly Neighbour[];
  /** The most popular first. */
  readonly popular: readonly PopularPlayer[];
  /** Whether one call brings every season of a player. */
  readonly hasCareers: boolean;
}

// Each further line gains less than the one before and costs as much; `bench/engine/prediction.ts` counts both.
const MAX_LINES = 4;
const EARLIER_SEASONS = 2;

/**
 * The lines that are likely to be asked for next, the likeliest first: the player's own earlier seasons where each is a
 * call, then popular players of the league and team-mates at the same position in turns, the popular first.
 */
export const planPrediction = (neighbourhood: Neighbourhood, maxLines = MAX_LINES): readonly PredictedLine[] => {
  const { league, player, season, others, popular, hasCareers } = neighbourhood;
  const scores = new Map(popular.map(({ id, score }) => [id, score]));
  const byPopularity = (a: Neighbour, b: Neighbour): number => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0);
  const peers = others.filter(({ id, position }) => id !== player.id && isSameGroup(league, position, player.position));
  const mates = peers.filter(({ teamId }) => teamId !== null && teamId === player.teamId).sort(byPopularity);
  const rivals = peers.filter((peer) => scores.has(peer.id) && !mates.includes(peer)).sort(byPopularity);
  const earlier = Array.from({ length: hasCareers ? 0 : EARLIER_SEASONS }, (_, back) => ({
    id: player.id,
    name: player.name,
    season: season - 1 - back,
  }));
  return [...earlier, ...inTurns(rivals, mates).map(({ id, name }) => ({ id, name, season }))].slice(0, maxLines);
};

const inTurns = <T>(first: readonly T[], second: readonly T[]): readonly T[] =>
  Array.from({ length: Math.max(first.length, second.length) }, (_, index) => [
    ...first.slice(index, index + 1),
    ...second.slice(index, index + 1),
  ]).flat();
