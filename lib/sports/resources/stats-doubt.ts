import type { HeldValue, LoadResult } from '../../cache/index.ts';
import { doubtSeasons, doubtVeteran } from '../doubts/index.ts';
import type { Career, SeasonLine } from '../model/index.ts';
import type { CareerTable } from '../upstream/index.ts';
import type { StatsLoad } from './stats-lines.ts';

export interface WeighedStats {
  /** null: the provider says that it has none. */
  readonly table: CareerTable | null;
  /** Seasons that the player has been in the league; undefined where it is not known. */
  readonly experience: number | undefined;
}

/**
 * The loaded stats, in doubt where they lack seasons. A table with a gap is not weighed: it lacks what could not be had,
 * and what is cached of that stays. Of a career, each line remembers which seasons there were.
 */
export const weighStats = (
  { of, career, call }: StatsLoad,
  result: LoadResult,
  { table, experience }: WeighedStats,
): LoadResult => {
  if (table?.missing !== undefined) return result;
  const seasons = seasonsIn(table);
  const before = [...new Set(call.held().flatMap((each) => heldSeasons(each, career?.key)))].sort((a, b) => a - b);
  const mustHave = table !== null && of.type === 'regular' && before.length === 0 && seasons.length === 0;
  const doubt = doubtSeasons(seasons, before) ?? (mustHave ? doubtVeteran(of.league, experience) : undefined);
  const witness = seasons.join(' ');
  const loaded = career === undefined ? result.loaded : result.loaded.map((entry) => ({ ...entry, witness }));
  return doubt === undefined ? { ...result, loaded } : { ...result, loaded, doubt };
};

const seasonsIn = (table: CareerTable | null): readonly number[] =>
  [...new Set(table?.categories.flatMap(({ rows }) => rows.map(({ season }) => season)))].sort((a, b) => a - b);

const heldSeasons = ({ key, value, witness }: HeldValue, careerKey: string | undefined): readonly number[] => {
  if (witness !== undefined) return witness.split(' ').map(Number);
  return key === careerKey ? (value as Career).seasons.map(({ season }) => season) : [(value as SeasonLine).season];
};
