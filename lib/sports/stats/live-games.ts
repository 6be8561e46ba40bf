import { hours, minutes } from '../../cache/index.ts';
import type { Game, LeagueId, TeamId } from '../model.ts';

export interface TrackedGame extends Game {
  /** When it was last seen being played, ISO 8601: rain makes a game longer than any rule expects. */
  readonly lastOn?: string;
}

/** The games of a league's day (football: week), and what is remembered of the days before. */
export interface LiveState {
  readonly league: LeagueId;
  /** When the provider said so, ISO 8601. */
  readonly asOf: string;
  /** Since when no game has escaped notice: of earlier ones this says nothing. */
  readonly since: string;
  readonly games: readonly TrackedGame[];
  /** Games that the provider no longer lists, as they were last seen. */
  readonly earlier: readonly TrackedGame[];
  /** The teams that are playing. */
  readonly liveTeams: readonly TeamId[];
}

// Longer than nearly any game: a line loaded after its kick-off may have been loaded before its end.
const MAX_GAME_MS = hours(6);
// What scorers take to put a game right that was seen to end later than that.
const CORRECTIONS_MS = hours(2);
// A line is never vouched for longer than a day.
const REMEMBERED_MS = hours(36);
// The provider's day turns once in this time at most, so that two lists less far apart have no day between them.
const MAX_LIST_GAP_MS = hours(12);

/** What the provider lists now, joined to what was known before. */
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

/** Whether one of the teams may have played after `since` (epoch ms); undefined when that is not known. */
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

/** Whether one of the teams is on the field. */
export const isPlaying = (live: LiveState, teams: ReadonlySet<TeamId> | 'any', now: number): boolean =>
  gamesOfTeams(live, teams).some((game) => isInPlay(game, now));

/** When one of the teams plays next (epoch ms), as far as the list reaches. */
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

/** Being played; or due, and nobody has said yet that it began. */
const isInPlay = ({ state, date }: Game, now: number): boolean => {
  const start = Date.parse(date);
  return state === 'in' || (state === 'pre' && start <= now && start > now - MAX_GAME_MS);
};

const FRESH_IN_PLAY_MS = minutes(1);
const FRESH_IN_SEASON_MS = hours(1);
const FRESH_OFF_SEASON_MS = hours(6);

/** Milliseconds for which a list of games may be shown: a minute while something happens, else until something does. */
export const liveFreshFor = (
  live: LiveState,
  { now, offSeason }: { readonly now: number; readonly offSeason: boolean },
): number => {
  if (isPlaying(live, 'any', now)) return FRESH_IN_PLAY_MS;
  const next = nextStart(live, 'any', now);
  const idle = offSeason ? FRESH_OFF_SEASON_MS : FRESH_IN_SEASON_MS;
  return next === undefined ? idle : Math.min(idle, Math.max(FRESH_IN_PLAY_MS, next - now));
};
