import type { CacheKey, LoadContext, LoadedEntry, LoadResult, Policy, Query, Recalled } from '../../cache/index.ts';
import { isFinished } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type {
  Career,
  HeadedLine,
  Headline,
  SeasonLine,
  StatCategories,
  StatLine,
  StatSubject,
  TeamId,
  LiveState,
} from '../model/index.ts';
import {
  CURRENT_STATS,
  currentPolicy,
  FINISHED_STATS,
  FINISHED_WITHOUT_POSITION,
  withGapPolicy,
} from '../stats/index.ts';
import type { CareerTable } from '../upstream/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { knownPlayer } from './known-player.ts';
import { liveQuery } from './live.ts';
import { scopesOf, type StatsOf } from './stats-keys.ts';

export interface StatsLoad {
  readonly of: StatsOf;
  /** Key of the source. */
  readonly source: CacheKey;
  /** Asks the provider. */
  readonly ask: () => Promise<CareerTable | null>;
  readonly lineOf: (season: number) => Query<StatLine>;
  /** Undefined for a provider whose calls return one season. */
  readonly career: Query<Career> | undefined;
  /** The season whose line is asked for; undefined: the career. */
  readonly asked?: { readonly season: number; readonly query: Query<StatLine> };
  /** With what is held under the keys that are asked for. */
  readonly call: LoadContext;
}

export type Subject = Pick<StatSubject, 'name' | 'position'>;

export interface LoadedStats {
  readonly table: CareerTable;
  readonly subject: Subject;
  /** Epoch ms; undefined: now. */
  readonly keptSince: number | undefined;
}

/** A table's lines, one for each season, and the career they make. What is cached of them stays where a part is missing. */
export const linesOf = async (
  context: ResourceContext,
  { of, lineOf, career: careerOf }: StatsLoad,
  { table, subject, keptSince }: LoadedStats,
): Promise<LoadResult> => {
  const { league, id, type } = of;
  const [{ buildCareer }, { joinLines }, { headlinesIn }] = await Promise.all([
    import('../stats/career.ts'),
    import('../stats/join.ts'),
    import('../headline/index.ts'),
  ]);
  const { seasons, career, position } = buildCareer(table, { league, seasonType: type });
  const failure = table.missing?.[0]?.error;
  const partly = failure === undefined ? {} : { failure };
  // A rookie's document exists and is empty: no stats yet is not a career of zeros.
  if (seasons.length === 0) return { loaded: [], ...partly };
  const gap = table.missing === undefined ? {} : { missing: table.missing.map(({ name }) => name) };
  const [live, known, cached] = await Promise.all([
    valueIfPresent(context, liveQuery(context, league)),
    knownPlayer(context, of),
    // Looked at, and shown to nobody: no nearer tier needs them.
    context.recallAll(seasons.map(({ season }) => lineOf(season))),
  ]);
  const player = { id, name: subject.name, position: position ?? subject.position ?? known.position };
  const headlineIn = headlinesIn(league);
  const headlineOf = (categories: StatCategories): Headline => headlineIn({ position: player.position, categories });
  const withHeadline = (line: SeasonLine): HeadedLine => ({ ...line, headline: headlineOf(line.categories) });
  const now = context.clock.now();
  const loadedAt = keptSince ?? now;
  const lines = seasons.map((built, index): JoinedLine => {
    const policy = linePolicy(built, { live, player, teamNow: known.teamId, now });
    const season: SeasonLine = { ...built, ...gap };
    const recalled = cached[index];
    if (recalled?.value == null || recalled.isHidden) return { season: withHeadline(season), policy, isCached: false };
    const before = { line: recalled.value, loadedAt: recalled.loadedAt };
    const maxAge = policy.freshFor + policy.staleIfError;
    const joined = joinLines({ line: season, loadedAt }, before, { maxAge });
    const whole = withHeadline(joined);
    return {
      season: whole,
      policy,
      isCached: isKept(recalled, season, now),
      isHeld: keptSince === undefined && isHeldLong(recalled, { player, ...whole }, now),
    };
  });
  const scopes = scopesOf(of);
  const kept = keptSince === undefined ? {} : { loadedAt: keptSince };
  const entryOf = (key: CacheKey, value: StatLine | Career, policy: Policy): LoadedEntry => {
    const left = { ...policy, freshFor: Math.max(0, policy.freshFor - (now - loadedAt)) };
    return { key, value, policy: value.missing === undefined ? left : withGapPolicy(left), scopes, ...kept };
  };
  const loaded = lines.flatMap(({ season, policy, isCached, isHeld = false }) =>
    isCached ? [] : [{ ...entryOf(lineOf(season.season).key, { player, ...season }, policy), isHeld }],
  );
  if (careerOf === undefined) return { loaded, ...partly };
  const own: Career = {
    player,
    league,
    seasonType: type,
    seasons: lines.map(({ season }) => season),
    career: { ...career, headline: headlineOf(career.categories) },
    ...gap,
  };
  const cachedCareer = own.missing === undefined ? undefined : await valueIfPresent(context, careerOf);
  const whole = cachedCareer === undefined ? own : joinCareers(own, cachedCareer, headlineOf);
  return { loaded: [...loaded, entryOf(careerOf.key, whole, CURRENT_STATS)], ...partly };
};

interface LineContext {
  readonly player: StatSubject;
  readonly live: LiveState | undefined;
  readonly teamNow: TeamId | undefined;
  readonly now: number;
}

/** The line's own teams decide, and the player's team now, which the line does not name before their first game for it. */
const linePolicy = ({ league, season, teams }: SeasonLine, { live, player, teamNow, now }: LineContext): Policy => {
  if (isFinished(leagueOf(league), season, now)) {
    return player.position === null ? FINISHED_WITHOUT_POSITION : FINISHED_STATS;
  }
  const ids = [...teams.map((team) => team.id), teamNow].filter((team) => team !== undefined);
  return currentPolicy(live, new Set(ids), now);
};

interface JoinedLine {
  readonly season: HeadedLine;
  readonly policy: Policy;
  /** It is cached already, and stays as it is. */
  readonly isCached: boolean;
  /** What is loaded is the same. */
  readonly isHeld?: boolean;
}

/** Whether the cached line stays: a whole one of a season that cannot change is not replaced by one with a gap. */
const isKept = (cached: Recalled<StatLine>, { league, season, missing }: SeasonLine, now: number): boolean =>
  missing !== undefined &&
  isFinished(leagueOf(league), season, now) &&
  now < cached.freshUntil &&
  cached.value?.missing === undefined;

/**
 * Whether the very same line is cached and fresh for another half of its time: a career that is loaded again writes its
 * current season, and those that were corrected.
 */
const isHeldLong = (cached: Recalled<StatLine>, line: StatLine, now: number): boolean =>
  cached.freshUntil - now > FINISHED_STATS.freshFor / 2 && JSON.stringify(cached.value) === JSON.stringify(line);

/** A career with a gap, with the seasons and totals that only the cached one has. */
const joinCareers = (career: Career, cached: Career, headlineOf: (categories: StatCategories) => Headline): Career => {
  const categories = { ...cached.career.categories, ...career.career.categories };
  const loaded = new Set(career.seasons.map(({ season }) => season));
  return {
    ...career,
    seasons: [...career.seasons, ...cached.seasons.filter(({ season }) => !loaded.has(season))].sort(
      (a, b) => a.season - b.season,
    ),
    career: { categories, headline: headlineOf(categories) },
  };
};
