import { minutes, type Answer, type LoadedEntry, type Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, PlayerId, StatLine, Team, TeamId, TeamRef, UnheadedLine, LiveState } from '../model/index.ts';
import { isFinished } from '../calendar/index.ts';
import { currentPolicy, FINISHED_STATS, MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../upstream/index.ts';
import { byTeams } from './by-teams.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import type { SeasonTableOf } from './season-table-page.ts';
import { directoryQuery } from './directory.ts';
import { statLineQuery } from './stats.ts';
import { scopesOf, seasonKey } from './stats-keys.ts';
import { teamsQuery } from './teams.ts';

/** A page as the provider sent it, and what decides about its lines. */
export interface LoadedPage {
  readonly table: SeasonTablePage;
  readonly live: LiveState | undefined;
  /** By a player's teams of that season. Undefined: every line is filled. */
  readonly shouldFill: ((teams: readonly TeamRef[]) => boolean) | undefined;
}

/** The stat lines on a page, each under its own key. */
export const seasonTableLines = async (
  context: ResourceContext,
  of: SeasonTableOf,
  { table, live, shouldFill }: LoadedPage,
): Promise<readonly LoadedEntry[]> => {
  const { league, season, type } = of;
  const [{ seasonTableLine }, { joinLines }, { headlinesIn }] = await Promise.all([
    import('../stats/season-table.ts'),
    import('../stats/join.ts'),
    import('../headline/index.ts'),
  ]);
  const headlineOf = headlinesIn(league);
  const list = await valueIfPresent(context, teamsQuery(context, league));
  const withHeadline = (line: UnheadedLine): StatLine => ({
    ...line,
    headline: headlineOf({ position: line.player.position, categories: line.categories }),
  });
  const lines = table.athletes.flatMap((athlete): UnheadedLine[] => {
    const line = seasonTableLine(league, table, athlete, { season, type });
    if (line === undefined) return [];
    const teams = namedTeams(athlete, list?.teams ?? [], line);
    return (shouldFill?.(teams) ?? true) ? [{ ...line, teams }] : [];
  });
  const cached = await cachedLines(context, of, lines);
  const now = context.clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  const teamNow = finished ? undefined : await teamsNow(context, league);
  // A whole page of the season that is being played is loaded once a day, a part of it whenever somebody has played.
  const isDaily = !finished && shouldFill === undefined;
  const policyOf = byTeams((ids) => (finished ? FINISHED_STATS : currentPolicy(live, ids, now)));
  return lines.flatMap((line): LoadedEntry[] => {
    const { id } = line.player;
    const ids = [...line.teams.map((team) => team.id), teamNow?.get(id)].filter((team) => team !== undefined);
    const policy = policyOf(ids);
    const key = seasonKey({ league, id, type }, season);
    const scopes = scopesOf({ id });
    const maxAge = policy.freshFor + policy.staleIfError;
    const known = cached.get(id);
    const own = { line, loadedAt: now };
    // A career's line has more stats than the table's: it is not displaced while it lasts, and takes what it lacks.
    if (known !== undefined && known.line.source === undefined && outlastsNextPage(known, now, isDaily)) {
      const { loadedAt, freshUntil, witness } = known;
      const value = joinLines(known, own, { maxAge });
      const left = { ...policy, freshFor: freshUntil - now };
      return value === known.line
        ? []
        : [{ key, value: withHeadline(value), policy: left, scopes, loadedAt, ...witness }];
    }
    return [{ key, value: withHeadline(joinLines(own, known, { maxAge })), policy, scopes, ...known?.witness }];
  });
};

/** The players' teams now, where the directory is cached: a line does not name a team before its player's first game. */
export const teamsNow = async (context: ResourceContext, league: LeagueId): Promise<ReadonlyMap<PlayerId, TeamId>> => {
  const directory = await valueIfPresent(context, directoryQuery(context, league));
  return new Map(directory?.players.flatMap(({ id, teamId }) => (teamId === null ? [] : [[id, teamId] as const])));
};

/** The athlete's teams with id and name; a table may have the abbreviation only: the team list has the rest. */
const namedTeams = (
  athlete: SeasonTableAthlete,
  listed: readonly Team[],
  { teams }: UnheadedLine,
): readonly TeamRef[] => {
  const named = athlete.teams.flatMap(({ id, abbreviation }): TeamRef[] => {
    const team = listed.find((each) => (id === null ? each.abbreviation === abbreviation : each.id === id));
    return team === undefined ? [] : [{ id: team.id, abbreviation: team.abbreviation, name: team.name }];
  });
  return named.length === athlete.teams.length ? named : teams;
};

interface CachedLine {
  readonly line: StatLine;
  /** Epoch ms. */
  readonly loadedAt: number;
  /** Epoch ms. */
  readonly freshUntil: number;
  /** Of the career that it came with. */
  readonly witness: Pick<LoadedEntry, 'witness'>;
}

// A page has up to a thousand players.
const LINES_PER_LOOKUP = 250;

const getInChunks = async <V>(
  { getAllPresent }: ResourceContext,
  queries: readonly Query<V>[],
): Promise<readonly (Answer<V> | undefined)[]> => {
  const answers: (Answer<V> | undefined)[] = [];
  for (let start = 0; start < queries.length; start += LINES_PER_LOOKUP) {
    answers.push(...(await getAllPresent(queries.slice(start, start + LINES_PER_LOOKUP))));
  }
  return answers;
};

/** The cached lines of the same players: from other groups of the table, or from careers. */
const cachedLines = async (
  context: ResourceContext,
  { league, season, type }: SeasonTableOf,
  lines: readonly UnheadedLine[],
): Promise<ReadonlyMap<PlayerId, CachedLine>> => {
  const cached = new Map<PlayerId, CachedLine>();
  const queries = lines.map(({ player }) => statLineQuery(context, { league, id: player.id, type }, season));
  for (const answer of await getInChunks(context, queries)) {
    if (answer?.kind !== 'value') continue;
    const line = answer.value();
    const { loadedAt, freshUntil, witness } = answer.entry;
    const kept = witness === undefined ? {} : { witness };
    cached.set(line.player.id, { line, loadedAt, freshUntil, witness: kept });
  }
  return cached;
};

// Pages come every five minutes while teams play, and a line is served for seven (two fresh, five stale): one that ends
// within this time would be gone before the next page.
const MIN_LEFT_MS = minutes(1);

/** Whether a line lasts until the next page fills it again: a minute from now, or a day for a daily page. */
const outlastsNextPage = ({ loadedAt, freshUntil }: CachedLine, now: number, isDaily: boolean): boolean =>
  now + MIN_LEFT_MS < freshUntil &&
  (!isDaily || now + MAX_CONFIRMED_AGE_MS.page < loadedAt + MAX_CONFIRMED_AGE_MS.line);
