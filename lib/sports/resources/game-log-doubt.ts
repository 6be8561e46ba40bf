import { currentSeason } from '../calendar/index.ts';
import { doubtGameLog } from '../doubts/index.ts';
import { leagueOf } from '../leagues.ts';
import type { GameLog, StatLine } from '../model/index.ts';
import type { ResourceContext } from './context.ts';
import { seasonKey, type GameLogOf } from './stats-keys.ts';
import { stored } from './stored.ts';

interface BroughtLog {
  readonly games: GameLog['games'];
  readonly before: GameLog | undefined;
  /** The provider has a log of that season, and no game in it. */
  readonly isEmptyLog: boolean;
}

/** What of a log cannot be true, given the log that is held and, where it is empty, the stat line of its season. */
export const gameLogDoubt = async (
  context: ResourceContext,
  { league, id, season }: GameLogOf,
  { games, before, isEmptyLog }: BroughtLog,
): Promise<string | undefined> => {
  const misplaced = games.find(({ date }) => currentSeason(leagueOf(league), Date.parse(date)) !== season);
  if (misplaced !== undefined) return `A game of ${misplaced.date.slice(0, 10)} came for the season ${season}`;
  const lost = before?.games.filter((held) => !games.some((game) => game.id === held.id)).length ?? 0;
  const line = isEmptyLog ? await heldLine(context, { league, id, season }) : undefined;
  return doubtGameLog({ brought: games.length, lost, played: line === undefined ? 0 : gamesIn(line) });
};

const heldLine = async (
  { recallAll }: ResourceContext,
  { league, id, season }: GameLogOf,
): Promise<StatLine | undefined> => {
  const key = seasonKey({ league, id, type: 'regular' }, season);
  const [line] = await recallAll([stored<StatLine>(league, key)]);
  return line?.value ?? undefined;
};

const gamesIn = ({ categories }: StatLine): number =>
  Math.max(0, ...Object.values(categories).map(({ gamesPlayed }) => gamesPlayed ?? 0));
