import { hours } from '../../cache/index.ts';
import type { Career, SeasonType, TeamId } from '../model.ts';
import { isWholeLoadDue } from '../resources/index.ts';
import type { LeagueSnapshot, PlayerHoldings, StatHoldings, TableHolding } from './snapshot.ts';
import { valueOf, type Holding } from './cached.ts';
import { workOf, type Tried, type WorkItem } from './work.ts';
import { isDue, isKept, isLost, isOnTheField, teamsBehind } from './due.ts';

export interface StatsPlan {
  /** One group after another: what one tells of a player is joined to what the one before it has told. */
  readonly tables: readonly (readonly WorkItem[])[];
  /** Lines and careers, one by one. */
  readonly lines: readonly WorkItem[];
  readonly postseason: readonly WorkItem[];
}

/**
 * A page of the season's table is a call for hundreds of lines, a career a call for one player: the table is asked for
 * everybody, and asked again when somebody has played. Those whom it does not tell of come one by one when it has been.
 */
export const planStats = (snapshot: LeagueSnapshot, tried: Tried): StatsPlan => {
  const wants = snapshot.players.flatMap((player) => player.stats.map((stats) => wantOf(player, stats, snapshot)));
  const open = wants.map(({ items, ...want }) => ({
    ...want,
    items: items.filter(({ query }) => !tried.has(query.key)),
  }));
  const telling = tellingPages(snapshot, tried);
  // A table that failed is not made up for by hundreds of calls: it is asked for again by and by.
  const failed = snapshot.tables.filter(({ query }) => tried.get(query.key) === 'failed');
  const awaited = new Set([...telling, ...failed].map(({ of }) => of.type));
  const single = open.filter(({ isOnTable, type }) => !(isOnTable && awaited.has(type)));
  const groups = new Set(telling.map(({ of }) => of.group));
  return {
    tables: [...groups].map((group) => telling.filter(({ of }) => of.group === group).map(pageWork)),
    lines: single.filter(({ type }) => type === 'regular').flatMap(({ items }) => items),
    postseason: single.filter(({ type }) => type === 'postseason').flatMap(({ items }) => items),
  };
};

const pageWork = (page: TableHolding): WorkItem => ({
  ...workOf(page, { calls: 1 }),
  why: page.held === undefined ? 'nothing is held' : 'has changed',
});

/** The part of the season that games are played for. */
const playedType = ({ phase }: LeagueSnapshot): SeasonType => (phase === 'postseason' ? 'postseason' : 'regular');

interface Want extends Pick<StatHoldings, 'type'> {
  readonly items: readonly WorkItem[];
  /** The season's table would tell as much. */
  readonly isOnTable: boolean;
}

const wantOf = (player: PlayerHoldings, stats: StatHoldings, snapshot: LeagueSnapshot): Want => {
  const { type, season, line, career } = stats;
  const teams = teamsBehind(player, stats);
  const idle: Want = { type, items: [], isOnTable: false };
  const isKnown = line.held !== undefined || career?.held !== undefined;
  const calls = callsForOne(player);
  if (isKnown && isOnTheField(teams, snapshot)) {
    return snapshot.follows && type === playedType(snapshot) ? wantInPlay(stats, calls, snapshot) : idle;
  }
  if (career !== undefined) return { ...idle, items: careerItems({ line, career, season, teams, calls }, snapshot) };
  if (!isDue(line, snapshot)) return idle;
  if (isKept(line, teams, snapshot)) return { ...idle, items: [workOf(line, { calls: 0 })] };
  // A career's line is richer than the table's, and not displaced by it.
  const isOnTable = line.held === undefined || valueOf(line)?.source === 'season-table';
  return { ...idle, items: [workOf(line, { calls })], isOnTable };
};

/** Every few minutes the table will do, whoever he is; what he has done in other seasons can wait for an hour. */
const wantInPlay = ({ type, line, career }: StatHoldings, calls: number, snapshot: LeagueSnapshot): Want => {
  if (career !== undefined && isLost(career, snapshot)) {
    return { type, items: [workOf(career, { calls })], isOnTable: false };
  }
  return { type, items: isLost(line, snapshot) ? [workOf(line, { calls })] : [], isOnTable: true };
};

/** His stats; and his document, which has his name, where it is not held. */
const callsForOne = ({ document }: PlayerHoldings): number => (document?.held === undefined ? 2 : 1);

interface CareerWant extends Pick<StatHoldings, 'line' | 'season'> {
  readonly career: Holding<Career>;
  readonly teams: ReadonlySet<TeamId>;
  readonly calls: number;
}

/** One call fills both; what is kept is kept one by one. */
const careerItems = (
  { line, career, season, teams, calls }: CareerWant,
  snapshot: LeagueSnapshot,
): readonly WorkItem[] => {
  // A career that has no such season says that there is no such line.
  const hasLine = valueOf(career)?.seasons.some((each) => each.season === season) ?? false;
  const due = [career, ...(hasLine ? [line] : [])].filter((holding) => isDue(holding, snapshot));
  // The table has displaced the line while he played, or when it told everybody's.
  const isPoor = hasLine && valueOf(line)?.source === 'season-table';
  if (isPoor) return [workOf({ ...career, query: { ...career.query, confirm: unkept } }, { calls })];
  if (due.some((holding) => !isKept(holding, teams, snapshot))) return [workOf(career, { calls })];
  if (due.length > 0) return due.map((holding) => workOf(holding, { calls: 0 }));
  // They share a lease, so that one run keeps only one of them: the line goes a run ahead.
  const runAfter = { nextRun: snapshot.nextRun + (snapshot.nextRun - snapshot.now) };
  const goesAhead = hasLine && isDue(line, runAfter) && isKept(line, teams, snapshot);
  return goesAhead ? [workOf(line, { calls: 0 })] : [];
};

/** Though the career is still true: with it comes the line. */
const unkept = (): Promise<undefined> => Promise.resolve(undefined);

/** The pages that would tell something new. Nobody waits for one that is stale. */
const tellingPages = (snapshot: LeagueSnapshot, tried: Tried): readonly TableHolding[] =>
  snapshot.tables.filter((page) => {
    if (tried.has(page.query.key)) return false;
    const value = valueOf(page);
    if (page.held === undefined || value === undefined) return true;
    // Of a finished season nothing is kept, because nothing changes: it is fresh for long.
    if (page.query.confirm === undefined) return isDue(page, snapshot);
    if (isWholeLoadDue(value, snapshot.now)) return true;
    if (page.of.type !== playedType(snapshot) || !isDue(page, snapshot)) return false;
    return snapshot.nextRun - page.held.loadedAt > patience(snapshot) && !isKept(page, 'any', snapshot);
  });

/** How old a page may get once somebody has played. */
const patience = ({ follows, isFrugal }: LeagueSnapshot): number => {
  if (isFrugal) return hours(4);
  return follows ? 0 : hours(1);
};
