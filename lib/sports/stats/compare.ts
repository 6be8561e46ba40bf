import { statLookup, type StatLookup } from '../glossary/index.ts';
import type {
  LeagueId,
  PlayerId,
  StatLine,
  Direction,
  StatUnit,
  ComparedCategories,
  ComparedStat,
} from '../model/index.ts';

/**
 * The stats that at least two of the players have, side by side. A player given twice is compared once.
 *
 * @example
 * const { totals } = compareLines('nba', [james, curry]);
 * totals?.points; // { label: 'PTS', direction: 'higher', values: { 1966: 1710, 3975: 1968 }, leaders: ['3975'] }
 */
export const compareLines = (league: LeagueId, lines: readonly StatLine[]): ComparedCategories => {
  const players = [...new Map(lines.map((line) => [line.player.id, line])).values()];
  const lookup = statLookup(league);
  const categories = namesIn(players.map((line) => line.categories));
  const compared = categories.map((category) => {
    const holders = players.filter((line) => line.categories[category] !== undefined);
    const names = namesIn(holders.map((line) => line.categories[category] ?? {}));
    const stats = names.flatMap((name) => compareStat(holders, { category, name }, lookup));
    return [category, Object.fromEntries(stats)] as const;
  });
  return Object.fromEntries(compared.filter(([, stats]) => Object.keys(stats).length > 0));
};

const namesIn = (records: readonly Readonly<Record<string, unknown>>[]): readonly string[] => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
];

interface StatPath {
  readonly category: string;
  readonly name: string;
}

/** Empty when fewer than two of the players have the stat. */
const compareStat = (
  holders: readonly StatLine[],
  { category, name }: StatPath,
  lookup: StatLookup,
): readonly (readonly [string, ComparedStat])[] => {
  const values = holders.flatMap(({ player, categories }) => {
    const value = categories[category]?.[name];
    return value === undefined ? [] : [[player.id, value] as const];
  });
  if (values.length < 2) return [];
  const { label, direction, unit } = lookup(category, name);
  const doneMore = direction === 'higher' && (unit === undefined || !PER_CHANCE.has(unit));
  const leading = doneMore ? values : values.filter(([id]) => hadChances(holders, id, category));
  return [[name, { label, direction, values: Object.fromEntries(values), leaders: leadersOf(leading, direction) }]];
};

const PER_CHANCE: ReadonlySet<StatUnit> = new Set<StatUnit>(['percent', 'fraction', 'rate', 'rating']);
const LEAST_SHARE = 0.25;

/** What counts a player's chances in a category; the first that all have is used. */
const CHANCES: Readonly<Record<string, readonly string[]>> = {
  passing: ['passingAttempts'],
  rushing: ['rushingAttempts'],
  receiving: ['receivingTargets', 'receptions'],
  kicking: ['fieldGoalAttempts'],
  punting: ['punts'],
  batting: ['plateAppearances', 'atBats'],
  pitching: ['innings'],
  'opponent-batting': ['battersFaced'],
  fielding: ['totalChances', 'fullInningsPlayed'],
  averages: ['avgMinutes'],
  totals: ['minutes'],
  skating: ['timeOnIce', 'shifts'],
  goaltending: ['shotsAgainst'],
};
const GAMES = ['gamesPlayed', 'games'] as const;

/** Where the chances are not known of everybody, nobody is held back. */
const hadChances = (holders: readonly StatLine[], id: PlayerId, category: string): boolean => {
  const stat = [...(CHANCES[category] ?? []), ...GAMES].find((name) =>
    holders.every((line) => typeof line.categories[category]?.[name] === 'number'),
  );
  if (stat === undefined) return true;
  const of = (line: StatLine): number => line.categories[category]?.[stat] ?? 0;
  const most = Math.max(...holders.map(of));
  return holders.some((line) => line.player.id === id && of(line) >= most * LEAST_SHARE);
};

const leadersOf = (
  values: readonly (readonly [PlayerId, number | null])[],
  direction: Direction,
): readonly PlayerId[] => {
  const known = values.flatMap(([id, value]) => (value === null ? [] : [{ id, value }]));
  if (direction === 'none' || known.length < 2) return [];
  const numbers = known.map(({ value }) => value);
  const best = direction === 'higher' ? Math.max(...numbers) : Math.min(...numbers);
  const leaders = known.filter(({ value }) => value === best);
  return leaders.length === known.length ? [] : leaders.map(({ id }) => id);
};
