import type {
  AutocompleteAnswer,
  HealthAnswer,
  LeaguesAnswer,
  SearchAllAnswer,
  UsageAnswer,
} from '../http/answers/index.ts';
import type { LeagueId } from '../sports/model/index.ts';
import { createAsk } from './ask.ts';
import { checkOptions } from './check-options.ts';
import type { LeagueClient } from './league-client.ts';
import { createLeagueClient } from './league-questions.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import type { AutocompleteOptions, SearchAllOptions, UsageOptions } from './questions.ts';
import type { Query } from './path.ts';
import type { Result } from './results.ts';
import type { ResultOf, Route } from './routes.ts';
import { createStatsBatches } from './stats-batch.ts';
import { createTransport } from './transport.ts';

/** The questions about each league are its member: `client.nfl.stats('mahomes', { season: 2024 })`. */
export interface StatlineClient extends Readonly<Record<LeagueId, LeagueClient>> {
  league(id: LeagueId): LeagueClient;
  /** The leagues that are served: the season, the phase, and the windows for moves of each. */
  leagues(options?: CallOptions): Promise<Result<LeaguesAnswer>>;
  /** The players of all leagues whom a name may mean. */
  search(name: string, options?: SearchAllOptions): Promise<Result<SearchAllAnswer>>;
  /** Players of all leagues by what has been typed of their names. */
  autocomplete(q: string, options?: AutocompleteOptions): Promise<Result<AutocompleteAnswer>>;
  health(options?: CallOptions): Promise<Result<HealthAnswer>>;
  usage(options?: UsageOptions): Promise<Result<UsageAnswer>>;
}

const LEAGUE_IDS: Readonly<Record<LeagueId, true>> = {
  nfl: true,
  nba: true,
  mlb: true,
  nhl: true,
  wnba: true,
  cfb: true,
  mbb: true,
  wbb: true,
};
const LEAGUES = Object.keys(LEAGUE_IDS) as LeagueId[];

/**
 * A client of one deployment. It throws for options that can be none; questions are answered with a result, whatever
 * happens, except that a caller's own signal rejects.
 *
 * @example
 * const client = createStatlineClient({ url: 'http://127.0.0.1:8787' });
 * const result = await client.nfl.stats('mahomes', { season: 2024 });
 * if (result.kind === 'ok') console.log(result.data.headline);
 * else console.log(describe(result));
 */
export const createStatlineClient = (options: ClientOptions): StatlineClient => {
  const checked = checkOptions(options);
  const { clock, timeout } = checked;
  const transport = createTransport(checked);
  const ask = createAsk({ transport, clock, timeout });
  const batches = createStatsBatches(transport, clock);
  const leagues = new Map<string, LeagueClient>();
  const league = (id: LeagueId): LeagueClient => {
    // A deployment may be newer than this client, and says which leagues it has.
    if (!/^[a-z]/.test(id)) throw new TypeError('league must be an id');
    const known = leagues.get(id) ?? createLeagueClient(id, { ask, batches });
    leagues.set(id, known);
    return known;
  };
  const overall = <R extends Route>(
    route: R,
    options: CallOptions | undefined,
    path: string = route,
    subject?: Query,
  ): Promise<ResultOf<R>> => {
    const what = [path, ...Object.values(subject ?? {})].join(' ');
    return ask.alone({ route, what, segments: path.split('/'), subject, options });
  };
  return {
    ...(Object.fromEntries(LEAGUES.map((id) => [id, league(id)])) as Record<LeagueId, LeagueClient>),
    league,
    leagues: (options) => overall('leagues', options),
    search: (name, options) => overall('searchAll', options, 'players', { name }),
    autocomplete: (q, options) => overall('autocompleteAll', options, 'players/autocomplete', { q }),
    health: (options) => overall('health', options),
    usage: (options) => overall('usage', options),
  };
};
