import type { LeagueId } from '../../sports/model/index.ts';
import { type Upstream, UpstreamError } from '../../sports/upstream/index.ts';
import { shownOrigins } from '../shapes/address.ts';
import type { RapidApiClientOptions, RapidApiHost } from './client.ts';
import { createRapidApiClient } from './client.ts';
import { RAPIDAPI_FACTS } from './facts.ts';
import { loadPlayer } from './player.ts';
import { loadRoster } from './roster.ts';
import { loadSeasonStats } from './season-stats.ts';
import { loadTeams } from './teams.ts';

/**
 * nfl-api-data on RapidAPI: the NFL only, and every request is paid for. Its documents are ESPN's, under other paths. A
 * call takes at most 4 s and 8 MiB; nothing is retried. Rejects with `UpstreamError` only.
 *
 * @example
 * const nfl = createRapidApiUpstream({
 *   url: 'https://nfl-api-data.p.rapidapi.com',
 *   key,
 *   userAgent: 'Statline/1.0',
 *   admit: () => budget.charge(), // rejects with `over-budget`
 * });
 * await nfl.seasonStats('nfl', { id: '3139477' as PlayerId, season: 2024, type: 'regular' }, { signal });
 */
export const createRapidApiUpstream = (options: RapidApiClientOptions): Upstream => {
  const get = createRapidApiClient(options);
  const host: RapidApiHost = { get, shown: shownOrigins(options.url, 'rapidapi.com') };

  const ofNfl = <T>(league: LeagueId, load: () => Promise<T>): Promise<T> =>
    RAPIDAPI_FACTS.leagues.includes(league) ? load() : unsupported(league);

  return {
    ...RAPIDAPI_FACTS,
    teams: (league, call) => ofNfl(league, () => loadTeams(host, call)),
    roster: (league, team, call) => ofNfl(league, () => loadRoster(host, team, call)),
    player: (league, id, call) => ofNfl(league, () => loadPlayer(host, id, call)),
    seasonStats: (league, of, call) => ofNfl(league, () => loadSeasonStats(get, of, call)),
    search: () => unsupported('a search'),
    career: () => unsupported('careers'),
    // It has an `nfl-ath-gamelog` and an `nfl-team-info`, of which no body has been seen.
    gameLog: () => unsupported('game logs'),
    team: () => unsupported("teams' own documents"),
    everyPlayer: () => unsupported('a list of everybody'),
    seasonTable: () => unsupported("everybody's stats"),
    scoreboard: () => unsupported('a scoreboard'),
    season: () => unsupported('seasons'),
    transactions: () => unsupported('transactions'),
  };
};

const unsupported = (what: string): Promise<never> =>
  Promise.reject(new UpstreamError('unsupported', `nfl-api-data does not have ${what}`));
