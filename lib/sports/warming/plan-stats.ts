import { hours } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { Career, LeagueId, SeasonType, TeamId } from '../model/index.ts';
import { isFillReadable, isWholeLoadDue } from '../resources/index.ts';
import { hasPlayedSince, isPlaying } from '../games/index.ts';
import { MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import {
  expiresBeforeNextRun,
  outlivesStaleWindow,
  valueOf,
  workOf,
  type CachedQuery,
  type Tried,
  type WorkItem,
} from './cached.ts';
import type { PlayerQueries, StatQueries } from './player-snapshot.ts';
import type { LeagueSnapshot, PageQuery } from './snapshot.ts';

export interface StatsPlan {
  /**
   * The pages that are confirmed without a call; then group after group: what one says of a player is joined to what the
   * group before it has said.
   */
  readonly tables: readonly (readonly WorkItem[])[];
  /** Lines and careers, player by player. */
  readonly lines: readonly WorkItem[];
  readonly postseason: readonly WorkItem[];
}

/**
 * A page of the season's table is one call for hundreds of lines, a career one call for one player. So the table is
 * loaded for everybody, and again when somebody has played. Players it does not contain follow one by one.
 */
export const planStats = (snapshot: LeagueSnapshot, tried: Tried): StatsPlan => {
  const wants = snapshot.players.flatMap((player) => player.stats.map((stats) => wantOf(player, stats, snapshot)));
  const open = wants.map(({ items, ...want }) => ({
    ...want,
    items: items.filter(({ query }) => !tried.has(query.key)),
  }));
  const due = duePages(snapshot, tried);
  const quiet = quietPages(snapshot, tried);
  // A failed page is not replaced by hundreds of calls: later runs try it again.
  const failed = snapshot.pages.filter(({ query }) => tried.get(query.key) === 'failed');
  const awaited = new Set([...due, ...failed].map(({ of }) => of.type));
  const single = open.filter(({ isOnTable, type }) => !(isOnTable && awaited.has(type)));
  const groups = new Set(due.map(({ of }) => of.group));
  return {
    tables: [
      quiet.map((page) => workOf(page, { calls: 0 })),
      ...[...groups].map((group) =>
        due.filter(({ of }) => of.group === group).map((page) => workOf(page, { calls: 1 })),
      ),
    ],
    lines: single.filter(({ type }) => type === 'regular').flatMap(({ items }) => items),
    postseason: single.filter(({ type }) => type === 'postseason').flatMap(({ items }) => items),
  };
};

/** The part of the season that games are played for. */
const playedType = ({ phase }: LeagueSnapshot): SeasonType => (phase === 'postseason' ? 'postseason' : 'regular');

interface Want extends Pick<StatQueries, 'type'> {
  readonly items: readonly WorkItem[];
  /** The season's table would bring as much. */
  readonly isOnTable: boolean;
}

const wantOf = (player: PlayerQueries, stats: StatQueries, snapshot: LeagueSnapshot): Want => {
  const { type, season, line, career } = stats;
  const teams = teamsBehind(player, stats);
  const nothing: Want = { type, items: [], isOnTable: false };
  const isCached = line.cached !== undefined || career?.cached !== undefined;
  const calls = callsForOne(player, snapshot);
  const games = valueOf(snapshot.live);
  if (isCached && games !== undefined && isPlaying(games, teams, snapshot.now)) {
    return snapshot.followsGames && type === playedType(snapshot) ? wantInPlay(stats, calls, snapshot) : nothing;
  }
  if (career !== undefined) return { ...nothing, items: careerItems({ line, career, season, teams, calls }, snapshot) };
  if (!expiresBeforeNextRun(line, snapshot)) return nothing;
  if (canBeConfirmed(line, teams, snapshot)) return { ...nothing, items: [workOf(line, { calls: 0 })] };
  // A line that came with a career is richer than the table's, which does not replace it.
  const isOnTable = line.cached === undefined || valueOf(line)?.source === 'season-table';
  return { ...nothing, items: [workOf(line, { calls })], isOnTable };
};

/** Every few minutes the table's line will do; the other seasons of a career are loaded once an hour. */
const wantInPlay = ({ type, line, career }: StatQueries, calls: number, snapshot: LeagueSnapshot): Want => {
  if (career !== undefined && outlivesStaleWindow(career, snapshot)) {
    return { type, items: [workOf(career, { calls })], isOnTable: false };
  }
  return { type, items: outlivesStaleWindow(line, snapshot) ? [workOf(line, { calls })] : [], isOnTable: true };
};

/** The stats, and the document with the player's name where that is not cached. */
const callsForOne = ({ document }: PlayerQueries, { league }: Pick<LeagueSnapshot, 'league'>): number =>
  callsForStats(league) + (document?.cached === undefined ? 1 : 0);

// Most in baseball have two views of their stats: batting or pitching, and fielding.
const callsForStats = (league: LeagueId): number => (leagueOf(league).sport === 'baseball' ? 2 : 1);

interface CareerWant extends Pick<StatQueries, 'line' | 'season'> {
  readonly career: CachedQuery<Career>;
  readonly teams: ReadonlySet<TeamId>;
  readonly calls: number;
}

/** One call loads both the career and its line; each is confirmed on its own. */
const careerItems = (
  { line, career, season, teams, calls }: CareerWant,
  snapshot: LeagueSnapshot,
): readonly WorkItem[] => {
  // A career without the season says that there is no such line.
  const hasLine = valueOf(career)?.seasons.some((each) => each.season === season) ?? false;
  const due = [career, ...(hasLine ? [line] : [])].filter((each) => expiresBeforeNextRun(each, snapshot));
  // The table has replaced the career's line during a game, or when it brought everybody's.
  const isPoor = hasLine && valueOf(line)?.source === 'season-table';
  if (isPoor) return [workOf({ ...career, query: { ...career.query, confirm: unconfirmed } }, { calls })];
  if (due.some((each) => !canBeConfirmed(each, teams, snapshot))) return [workOf(career, { calls })];
  if (due.length > 0) return due.map((each) => workOf(each, { calls: 0 }));
  // Both share a lease, so that one run confirms only one of them: the line is confirmed a run earlier.
  const runAfter = { nextRun: snapshot.nextRun + (snapshot.nextRun - snapshot.now) };
  const isEarly = hasLine && expiresBeforeNextRun(line, runAfter) && canBeConfirmed(line, teams, snapshot);
  return isEarly ? [workOf(line, { calls: 0 })] : [];
};

/** Has the career loaded although it is still true: the load brings the line. */
const unconfirmed = (): Promise<undefined> => Promise.resolve(undefined);

/** The teams whose games change a line: the last one in it, and the player's current one. */
const teamsBehind = ({ document }: PlayerQueries, { line }: StatQueries): ReadonlySet<TeamId> => {
  const teams = [valueOf(line)?.teams.at(-1)?.id, valueOf(document)?.team?.id];
  return new Set(teams.filter((team) => team !== undefined));
};

/** Whether a load would find that none of the teams has played since, and confirm the entry without a call. */
const canBeConfirmed = (
  { cached }: CachedQuery,
  teams: ReadonlySet<TeamId> | 'any',
  { live, now }: Pick<LeagueSnapshot, 'live' | 'now'>,
): boolean => {
  const games = valueOf(live);
  if (cached === undefined || games === undefined || now - cached.loadedAt >= MAX_CONFIRMED_AGE_MS.line) return false;
  if (hasGap(cached.value())) return false;
  if (teams !== 'any' && teams.size === 0) return false;
  return hasPlayedSince(games, teams, { since: cached.loadedAt, now }) === false;
};

/** Whether a part of the stats could not be had: it is tried again. */
const hasGap = (value: unknown): boolean => typeof value === 'object' && value !== null && 'missing' in value;

/** The pages that would bring something new. A stale page delays nobody. */
const duePages = (snapshot: LeagueSnapshot, tried: Tried): readonly PageQuery[] =>
  snapshot.pages.filter((page) => {
    if (tried.has(page.query.key)) return false;
    const value = valueOf(page);
    if (page.cached === undefined || value === undefined || !isFillReadable(value)) return true;
    // A finished season does not change: its pages stay fresh for long and are not confirmed.
    if (page.query.confirm === undefined) return expiresBeforeNextRun(page, snapshot);
    if (isWholeLoadDue(value, snapshot.now)) return true;
    if (page.of.type !== playedType(snapshot) || !expiresBeforeNextRun(page, snapshot)) return false;
    return snapshot.nextRun - page.cached.loadedAt > maxPageAge(snapshot) && !canBeConfirmed(page, 'any', snapshot);
  });

/**
 * The stale pages that nobody has played since. Nobody waits for them, but what is stale is looked for in every tier, by
 * every run.
 */
const quietPages = (snapshot: LeagueSnapshot, tried: Tried): readonly PageQuery[] =>
  snapshot.pages.filter((page) => {
    const value = valueOf(page);
    if (tried.has(page.query.key) || page.query.confirm === undefined || value === undefined) return false;
    if (!isFillReadable(value) || isWholeLoadDue(value, snapshot.now)) return false;
    return expiresBeforeNextRun(page, snapshot) && canBeConfirmed(page, 'any', snapshot);
  });

/** How old a page may get once somebody has played. */
const maxPageAge = ({ followsGames, pressure }: LeagueSnapshot): number => {
  if (pressure === 'minimal') return hours(4);
  return followsGames ? 0 : hours(1);
};
