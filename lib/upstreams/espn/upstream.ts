import { type Upstream, UpstreamError } from '../../sports/upstream/index.ts';
import type { JsonClientOptions } from '../http.ts';
import { createJsonClient } from '../http.ts';
import { createExchange } from '../http-exchange.ts';
import { loadAthlete } from './athlete.ts';
import { createSeasonTableLoad } from './season-table.ts';
import { loadCareer } from './career.ts';
import { ESPN_FACTS } from './facts.ts';
import type { Admit, EspnAddresses } from './hosts.ts';
import { createEspnHosts } from './hosts.ts';
import { loadGameLog } from './game-log.ts';
import { loadRoster } from './roster.ts';
import { loadScoreboard } from './scoreboard.ts';
import { loadSearch } from './search.ts';
import { loadSeason } from './season.ts';
import { loadTeam } from './team.ts';
import { loadTeams } from './teams.ts';
import { loadTransactions } from './transactions.ts';
import { loadEveryPlayer } from './every-player.ts';

interface EspnUpstreamOptions extends EspnAddresses, JsonClientOptions {
  readonly admit?: Admit;
}

// For the pages of season tables (about 8 MB in football), where the options do not set their own.
const SEASON_TABLE_LIMITS = { maxBytes: 32 * 1024 * 1024, timeout: 30_000 };

// The career's first call may have taken 4 s of the 8 s that a load has.
const VIEW_LIMITS = { timeout: 3000 };

/**
 * ESPN's public JSON API, which has no key and no contract. It blocks some User-Agents: ours is configuration. A call
 * takes at most 4 s and 8 MiB, a page of a season's table 30 s and 32 MiB; nothing is retried. A career whose first
 * answer lists further views (baseball's batting, pitching and fielding) takes a call for each, side by side. Rejects with
 * `UpstreamError` only.
 *
 * @example
 * const espn = createEspnUpstream({
 *   siteUrl: 'https://site.api.espn.com',
 *   webUrl: 'https://site.web.api.espn.com',
 *   coreUrl: 'https://sports.core.api.espn.com',
 *   partnersUrl: 'https://partners.api.espn.com',
 *   userAgent: 'Statline/1.0',
 * });
 * await espn.player('nba', '1966' as PlayerId, { signal }); // null: ESPN has no such player
 */
export const createEspnUpstream = ({
  siteUrl,
  webUrl,
  coreUrl,
  partnersUrl,
  admit = () => Promise.resolve(),
  ...client
}: EspnUpstreamOptions): Upstream => {
  const hosts = createEspnHosts(
    { siteUrl, webUrl, coreUrl, partnersUrl },
    {
      getJson: createJsonClient(client),
      getViewJson: createJsonClient({ ...VIEW_LIMITS, ...client }),
      exchange: createExchange({ ...SEASON_TABLE_LIMITS, ...client }),
      clock: client.clock ?? Date,
      admit,
    },
  );
  return {
    ...ESPN_FACTS,
    teams: (league, call) => loadTeams(hosts, league, call),
    roster: (league, team, call) => loadRoster(hosts, league, team, call),
    search: (league, text, call) => loadSearch(hosts, league, text, call),
    player: (league, id, call) => loadAthlete(hosts, league, id, call),
    career: (league, id, type, call) => loadCareer(hosts, { league, id, type }, call),
    seasonStats: (league) =>
      Promise.reject(new UpstreamError('unsupported', `ESPN has whole ${league} careers, not single seasons`)),
    gameLog: (league, of, call) => loadGameLog(hosts, league, of, call),
    team: (league, id, call) => loadTeam(hosts, league, id, call),
    everyPlayer: (league, call) => loadEveryPlayer(hosts, league, call),
    seasonTable: createSeasonTableLoad(hosts),
    scoreboard: (league, day, call) => loadScoreboard(hosts, league, day, call),
    season: (league, call) => loadSeason(hosts, league, call),
    transactions: (league, limit, call) => loadTransactions(hosts, league, limit, call),
  };
};
