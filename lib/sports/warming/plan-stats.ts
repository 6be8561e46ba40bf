import type { Career, TeamId } from '../model.ts';
import type { LeagueSnapshot, PlayerHoldings, StatHoldings, TableHolding } from './snapshot.ts';
import { valueOf, type Holding } from './holding.ts';
import { workOf, type Tried, type WorkItem } from './work.ts';
import { isDue, isKept, isOnTheField, teamsBehind } from './worth.ts';

export interface StatsPlan {
  readonly tables: readonly WorkItem[];
  /** Lines and careers, one by one. */
  readonly lines: readonly WorkItem[];
  readonly postseason: readonly WorkItem[];
}

/**
 * A page of the season's table is a call for hundreds of lines, a career a call for one player: the table is asked
 * where it is the cheaper of the two. Those whom it does not tell of come one by one when it has been asked.
 */
export const planStats = (snapshot: LeagueSnapshot, tried: Tried): StatsPlan => {
  const wants = snapshot.players.flatMap((player) => player.stats.map((stats) => wantOf(player, stats, snapshot)));
  const open = wants.map(({ items, ...want }) => ({
    ...want,
    items: items.filter(({ query }) => !tried.has(query.key)),
  }));
  const telling = tellingPages(snapshot, tried);
  const byTable = open.filter(({ isOnTable, items }) => isOnTable && items.length > 0);
  const asksTable = telling.length > 0 && callsOf(telling) < byTable.length;
  // A table that failed is not made up for by hundreds of calls: the next run asks for it again.
  const waitsForTable = asksTable || snapshot.tables.some(({ query }) => tried.get(query.key) === 'failed');
  const single = open.filter(({ isOnTable }) => !(isOnTable && waitsForTable));
  return {
    tables: asksTable ? telling.map((page) => ({ ...workOf(page, { calls: 1 }), why: reasonOf(page) })) : [],
    lines: single.filter(({ type }) => type === 'regular').flatMap(({ items }) => items),
    postseason: single.filter(({ type }) => type === 'postseason').flatMap(({ items }) => items),
  };
};

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
  if (isKnown && isOnTheField(teams, snapshot)) return idle;
  const calls = callsForOne(player);
  if (career !== undefined) return { ...idle, items: careerItems({ line, career, season, teams, calls }, snapshot) };
  if (!isDue(line, snapshot)) return idle;
  if (isKept(line, teams, snapshot)) return { ...idle, items: [workOf(line, { calls: 0 })] };
  // A career's line is richer than the table's, and not displaced by it.
  const isOnTable = type === 'regular' && (line.held === undefined || valueOf(line)?.source === 'season-table');
  return { ...idle, items: [workOf(line, { calls })], isOnTable };
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
  if (due.some((holding) => !isKept(holding, teams, snapshot))) return [workOf(career, { calls })];
  if (due.length > 0) return due.map((holding) => workOf(holding, { calls: 0 }));
  // They share a lease, so that one run keeps only one of them: the line goes a run ahead.
  const runAfter = { nextRun: snapshot.nextRun + (snapshot.nextRun - snapshot.now) };
  const goesAhead = hasLine && isDue(line, runAfter) && isKept(line, teams, snapshot);
  return goesAhead ? [workOf(line, { calls: 0 })] : [];
};

/** The pages that would tell something new. */
const tellingPages = (snapshot: LeagueSnapshot, tried: Tried): readonly TableHolding[] =>
  snapshot.tables.filter((page) => {
    if (tried.has(page.query.key)) return false;
    // Of a finished season nothing is kept, because nothing changes.
    const mayChange = page.query.keep !== undefined || isDue(page, snapshot);
    return page.held === undefined || (mayChange && !isKept(page, 'any', snapshot));
  });

// What a group is reckoned at before its first page has said how many there are.
const PAGES_EXPECTED = 3;

const callsOf = (pages: readonly TableHolding[]): number =>
  pages.reduce((sum, { of, held }) => sum + (of.page === 1 && held === undefined ? PAGES_EXPECTED : 1), 0);

const reasonOf = ({ held }: TableHolding): WorkItem['why'] => (held === undefined ? 'nothing is held' : 'has changed');
