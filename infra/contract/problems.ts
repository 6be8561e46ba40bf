import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import { OPERATIONS, type RouteName } from './operations.ts';
import { CONTRACT_ROUTES } from './routes.ts';

/** Routes that can give a code, and when they do. */
interface Giving {
  readonly when: string;
  readonly routes: readonly RouteName[];
}

const NAMES = Object.keys(CONTRACT_ROUTES) as readonly RouteName[];
const where = (is: (name: RouteName) => boolean): readonly RouteName[] => NAMES.filter(is);

const isOfLeague = (name: RouteName): boolean => CONTRACT_ROUTES[name].key.includes('/{league}/');
const KEYED = where((name) => CONTRACT_ROUTES[name].access !== 'open');
const WITH_BODY = where((name) => OPERATIONS[name].body !== undefined);

/** What is loaded when nothing is cached. Other routes answer from what is held, or element by element. */
const LOADING: readonly RouteName[] = [
  'teams',
  'team',
  'roster',
  'search',
  'player',
  'stats',
  'games',
  'card',
  'live',
  'moves',
];
const OF_A_PLAYER: readonly RouteName[] = ['player', 'stats', 'games', 'card'];
/** In a body, or in the query. */
const NAMING_A_LEAGUE: readonly RouteName[] = ['purge', 'warm', 'usage', 'usagePopular', 'usageEvents', 'adminHealth'];
const NAMING_A_TEAM: readonly RouteName[] = ['team', 'roster', 'moves', 'purge'];

/** Every code of the API. Those that no route gives answer requests for other addresses. */
export const PROBLEMS: Readonly<Record<ProblemCode, Giving>> = {
  'invalid-parameter': {
    when: 'A parameter is missing, malformed or unknown; `field` names it.',
    routes: where((name) => OPERATIONS[name].query !== undefined || isOfLeague(name)),
  },
  'invalid-body': { when: 'The body is no JSON object, or a member is wrong; `field` names it.', routes: WITH_BODY },
  'body-too-large': { when: 'The body has more than 64 KB.', routes: WITH_BODY },
  unauthorized: { when: 'No key was sent, or one that is not valid.', routes: KEYED },
  forbidden: { when: 'The key is no admin key.', routes: where((name) => CONTRACT_ROUTES[name].access === 'admin') },
  'too-many-wrong-keys': { when: 'Many wrong keys were sent within a minute.', routes: KEYED },
  'daily-limit-reached': {
    when: 'The key has a daily limit, and no request of today (UTC) is left; `Retry-After` says how long the day is.',
    routes: where((name) => CONTRACT_ROUTES[name].access === 'read'),
  },
  'keys-unavailable': { when: 'The keys cannot be read now.', routes: KEYED },
  'league-not-found': {
    when: 'No such league is served here.',
    routes: where((name) => isOfLeague(name) || NAMING_A_LEAGUE.includes(name)),
  },
  'team-not-found': {
    when: 'No team of the league is called so; `suggestions` has the nearest.',
    routes: [...NAMING_A_TEAM, 'search', ...OF_A_PLAYER],
  },
  'team-ambiguous': { when: 'Several teams are called so; `candidates` has them.', routes: NAMING_A_TEAM },
  'player-not-found': {
    when: 'Nobody of the league is called so; `suggestions` has the nearest.',
    routes: OF_A_PLAYER,
  },
  'player-ambiguous': {
    when: 'Several players are called so; `candidates` has them. Ask by id, or with `team` or `position`.',
    routes: OF_A_PLAYER,
  },
  'no-stats': {
    when: 'The player has no line for that season; `seasons` has those with one, where they are known.',
    routes: ['stats', 'games'],
  },
  'no-table': { when: 'No whole table of that season is held.', routes: ['leaders'] },
  'not-offered': {
    when: 'The configured provider, or this deployment, does not offer this.',
    routes: [...LOADING, 'leaders', 'warm'],
  },
  'upstream-unavailable': {
    when: 'Nothing is cached and the provider could not be asked; `reason` says why, `Retry-After` until when.',
    routes: [...LOADING, 'purge'],
  },
  'still-loading': {
    when: 'The load took longer than the client can wait (`wait`); it goes on, so ask again.',
    routes: LOADING,
  },
  'purge-incomplete': {
    when: 'A tier has not taken the purge; `finishedLater` says who sees to it.',
    routes: ['purge'],
  },
  'usage-unavailable': { when: 'The counters cannot be read now.', routes: ['usage', 'usagePopular', 'usageEvents'] },
  'internal-error': { when: 'A fault of the service.', routes: NAMES },
  'route-not-found': { when: 'There is no route at the path.', routes: [] },
  'method-not-allowed': { when: 'The path takes other methods; `Allow` names them.', routes: [] },
  'malformed-event': { when: 'The function was invoked with something else than a request.', routes: [] },
};

const CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

export const statusOf = (code: ProblemCode): number => new HttpProblem(code, '').status;

export const problemsOf = (name: RouteName): readonly ProblemCode[] =>
  CODES.filter((code) => PROBLEMS[code].routes.includes(name));
