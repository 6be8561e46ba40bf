import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import type { Upstream } from '../../../lib/sports/upstream/index.ts';
import { anyCall } from '../../support/fake-espn.ts';

const team = '12' as TeamId;
const player = '3139477' as PlayerId;

/** Everything the adapter can be asked about a league, for bodies that answer none of it. */
export const QUESTIONS: Readonly<Record<string, (espn: Upstream) => Promise<unknown>>> = {
  teams: (espn) => espn.teams('nfl', anyCall),
  roster: (espn) => espn.roster('nfl', team, anyCall),
  player: (espn) => espn.player('nfl', player, anyCall),
  search: (espn) => espn.search('nfl', 'patrick mahomes', anyCall),
  career: (espn) => espn.career('nfl', player, 'regular', anyCall),
  gameLog: (espn) => espn.gameLog('nfl', { id: player, season: 2024 }, anyCall),
  team: (espn) => espn.team('nfl', team, anyCall),
  everyPlayer: (espn) => espn.everyPlayer('nfl', anyCall),
  bulk: (espn) => espn.seasonTable('nfl', { season: 2024, type: 'regular', group: 'all', page: 1 }, anyCall),
  scoreboard: (espn) => espn.scoreboard('nfl', undefined, anyCall),
  season: (espn) => espn.season('nfl', anyCall),
  transactions: (espn) => espn.transactions('nfl', 25, anyCall),
};
