import { hours, minutes } from '../../cache/index.ts';
import type { Game, LeagueId, TeamId } from '../model.ts';

export interface TrackedGame extends Game {
  /** When a list last had it in play, ISO 8601: a rain delay makes a game longer than any rule expects. */
  readonly lastOn?: string;
}

/** The games of a league's day (football: week), and those of the days before that may still matter. */
export interface LiveState {
  readonly league: LeagueId;
  /** When the provider listed the games, ISO 8601. */
  readonly asOf: string;
  /** Since when every game is in here, ISO 8601; of games before that nothing is known. */
  readonly since: string;
  readonly games: readonly TrackedGame[];
  /** Games that the provider no longer lists, as it last listed them. */
  readonly earlier: readonly TrackedGame[];
  /** The teams that are playing now. */
  readonly liveTeams: readonly TeamId[];
}

// Longer than nearly any game: a line that was loaded within this time after a start may be older than the end.
const MAX_GAME_MS = hours(6);
// How long scorers take to correct a game after it was last in play.
const CORRECTIONS_MS = hours(2);
// Longer than the day for which a line is confirmed.
const REMEMBERED_MS = hours(36);
// Two lists less than this apart miss no day: the provider's day turns at most once between them.
const MAX_LIST_GAP_MS = hours(12);

/** The games that the provider lists now, joined to the state before. */
export const joinLive = (
  league: LeagueId,
  games: readonly Game[],
  { previous, now }: { readonly previous: LiveState | undefined; readonly now: number },
): LiveState => {
  const asOf = new Date(now).toISOString();
  const known = previous !== undefined && now - Date.parse(previous.asOf) < MAX_LIST_GAP_MS ? previous : undefined;
  const seen = new Map(known?.games.map((game) => [game.id, game.lastOn]));
  const listed = new Set(games.map(({ id }) => id));
  const earlier = [...(known?.games ?? []), ...(known?.earlier ?? [])].filter(
    ({ id, date }) => !listed.has(id) && Date.parse(date) > now - REMEMBERED_MS,
  );
  const live = games.filter((game) => isInPlay(game, now));
  return {
    league,
    asOf,
    since: known?.since ?? asOf,
    games: games.map((game) => {
      const lastOn = isInPlay(game, now) ? asOf : seen.get(game.id);
      return lastOn === undefined ? game : { ...game, lastOn };
    }),
    earlier,
    liveTeams: [...new Set(live.flatMap(({ teams }) => teams.map(({ id }) => id)))],
  };
};

/** Whether one of the teams may have played after `since` (epoch ms); undefined where the state does not reach back. */
export const hasPlayedSince = (
  live: LiveState,
  teams: ReadonlySet<TeamId> | 'any',
  { since, now }: { readonly since: number; readonly now: number },
): boolean | undefined => {
  if (Date.parse(live.since) > since || now - Date.parse(live.asOf) > MAX_LIST_GAP_MS) return undefined;
  return gamesOfTeams(live, teams).some((game) => {
    const { state, date, lastOn } = game;
    if (isInPlay(game, now) || (lastOn !== undefined && Date.parse(lastOn) > since - CORRECTIONS_MS)) return true;
    const start = Date.parse(date);
    return state !== 'postponed' && start <= now && start > since - MAX_GAME_MS;
  });
};

/** Whether one of the teams is playing now. */
export const isPlaying = (live: LiveState, teams: ReadonlySet<TeamId> | 'any', now: number): boolean =>
  gamesOfTeams(live, teams).some((game) => isInPlay(game, now));

/** When one of the teams plays next (epoch ms); undefined where the list has no later game. */
export const nextStart = (live: LiveState, teams: ReadonlySet<TeamId> | 'any', now: number): number | undefined => {
  const starts = gamesOfTeams(live, teams)
    .filter(({ state }) => state === 'pre')
    .map(({ date }) => Date.parse(date))
    .filter((start) => start > now);
  return starts.length === 0 ? undefined : Math.min(...starts);
};

const gamesOfTeams = ({ games, earlier }: LiveState, teams: ReadonlySet<TeamId> | 'any'): readonly TrackedGame[] => {
  const all = [...games, ...earlier];
  return teams === 'any' ? all : all.filter((game) => game.teams.some(({ id }) => teams.has(id)));
};

/** Being played, or past its start and not yet reported as begun. */
const isInPlay = ({ state, date }: Game, now: number): boolean => {
  const start = Date.parse(date);
  return state === 'in' || (state === 'pre' && start <= now && start > now - MAX_GAME_MS);
};

const FRESH_IN_PLAY_MS = minutes(1);
const FRESH_IN_SEASON_MS = hours(1);
const FRESH_OFF_SEASON_MS = hours(6);

/** Milliseconds for which a list of games is fresh: a minute during games, else until the next, six hours at most. */
export const liveFreshFor = (
  live: LiveState,
  { now, offSeason }: { readonly now: number; readonly offSeason: boolean },
): number => {
  if (isPlaying(live, 'any', now)) return FRESH_IN_PLAY_MS;
  const next = nextStart(live, 'any', now);
  const idle = offSeason ? FRESH_OFF_SEASON_MS : FRESH_IN_SEASON_MS;
  return next === undefined ? idle : Math.min(idle, Math.max(FRESH_IN_PLAY_MS, next - now));
};
