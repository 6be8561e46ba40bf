import type { LeagueId } from '../sports/model/index.ts';
import { askedOf, invalid, textFault, type Ask } from './ask.ts';
import type { Exchange } from './exchange.ts';
import type { Asker } from './flight.ts';
import type { LeagueClient, PlayerText } from './league-client.ts';
import type { CallOptions } from './options.ts';
import type { Query } from './path.ts';
import type { StatsOptions } from './questions.ts';
import type { Invalid } from './results.ts';
import type { ResultOf, Route } from './routes.ts';
import type { StatsBatches } from './stats-batch.ts';

export interface LeagueOptions {
  readonly ask: Ask;
  readonly batches: StatsBatches;
}

interface About {
  /** For people. */
  readonly what?: string;
  /** Behind the league. */
  readonly path?: string;
  /** What the query asks about. */
  readonly subject?: Query;
}

/** The questions of one league as requests. */
export const createLeagueClient = (league: LeagueId, { ask, batches }: LeagueOptions): LeagueClient => {
  const inLeague = <R extends Route>(
    route: R,
    options: CallOptions | undefined,
    { what = route, path = route, subject }: About = {},
  ): Promise<ResultOf<R>> =>
    ask.alone({ route, what: `${league} ${what}`, segments: [league, ...path.split('/')], subject, options });

  /** About one player or team, by a request of its own unless `send` says how. A text that can be neither is not sent. */
  const about = async <R extends Route>(
    kind: 'player' | 'team',
    route: R,
    typed: PlayerText,
    options: CallOptions | undefined,
    send?: (text: string, asker: Asker) => Promise<Exchange>,
  ): Promise<ResultOf<R> | Invalid> => {
    const text = String(typed).trim();
    const what = `${league} ${route} of ${text}`;
    const fault = textFault(kind, text);
    if (fault !== undefined) return invalid(askedOf(what, options), fault);
    const segments = [league, `${kind}s`, text, ...(route === kind ? [] : [route])];
    return send === undefined
      ? ask.alone({ route, what, segments, options })
      : ask.by({ route, what, options }, (asker) => send(text, asker));
  };

  const stats = (typed: PlayerText, options: StatsOptions = {}): Promise<ResultOf<'stats'>> => {
    const { season, type, include, team, position, wait } = options;
    // A batch has no hints and no careers.
    const isBatched = season !== undefined && team === undefined && position === undefined;
    return about(
      'player',
      'stats',
      typed,
      options,
      isBatched ? (player, asker) => batches.ask({ league, player, season, type, include, wait }, asker) : undefined,
    );
  };

  return {
    id: league,
    // A line, where a season is asked for; else a career.
    stats: stats as LeagueClient['stats'],
    statsBatch: (players, { season = 'current', ...options } = {}) =>
      Promise.all(players.map((player) => stats(player, { ...options, season }))) as ReturnType<
        LeagueClient['statsBatch']
      >,
    player: (player, options) => about('player', 'player', player, options),
    card: (player, options) => about('player', 'card', player, options),
    games: (player, options) => about('player', 'games', player, options),
    compare: async (players, options) => {
      const texts = players.map((player) => String(player).trim());
      const what = `compare ${texts.join(' and ')}`;
      const comma = texts.findIndex((text) => text.includes(','));
      if (comma < 0) return inLeague('compare', options, { what, subject: { players: texts.join() } });
      const detail = 'a comma is between players: write A.J. Brown';
      return invalid(askedOf(`${league} ${what}`, options), { field: `players.${comma}`, detail });
    },
    leaders: (stat, options) => inLeague('leaders', options, { what: `leaders in ${stat}`, subject: { stat } }),
    search: (name, options) =>
      inLeague('search', options, { what: `search for ${name}`, path: 'players', subject: { name } }),
    autocomplete: (q, options) =>
      inLeague('autocomplete', options, { what: `players by ${q}`, path: 'players/autocomplete', subject: { q } }),
    teams: (options) => inLeague('teams', options),
    team: (team, options) => about('team', 'team', team, options),
    roster: (team, options) => about('team', 'roster', team, options),
    live: (options) => inLeague('live', options),
    moves: (options) => inLeague('moves', options),
    glossary: (options) => inLeague('glossary', options, { path: 'stats/glossary' }),
  };
};
