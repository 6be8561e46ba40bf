import { addTool, type AddTool } from '../parts/tool.ts';
import { comparePlayers } from './compare-players.ts';
import { findPlayer } from './find-player.ts';
import { leaders } from './leaders.ts';
import { leagueCalendar } from './league-calendar.ts';
import { playerGames } from './player-games.ts';
import { playerStats } from './player-stats.ts';
import { team } from './team.ts';

/** In the order in which they are listed. */
export const TOOLS: readonly AddTool[] = [
  addTool(findPlayer),
  addTool(playerStats),
  addTool(playerGames),
  addTool(comparePlayers),
  addTool(team),
  addTool(leaders),
  addTool(leagueCalendar),
];
