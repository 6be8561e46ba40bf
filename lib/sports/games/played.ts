import { hours } from '../../cache/index.ts';
import type { TeamId, LiveState, TrackedGame } from '../model/index.ts';
import { awaitedPace, isWithoutTime } from './standing.ts';
import { changedUntil, endedAt, isAwaited, isOn } from './tracked-game.ts';

// Two lists less than this apart miss no day: the provider's day turns at most once between them.
export const MAX_LIST_GAP_MS = hours(12);

/** `any`: the whole league's. */
export type Teams = ReadonlySet<TeamId> | 'any';

/** Whether one of the teams may have played after `since` (epoch ms); undefined where the state does not reach back. */
export const hasPlayedSince = (
  live: LiveState,
  teams: Teams,
  { since, now }: { readonly since: number; readonly now: number },
): boolean | undefined => {
  if (Date.parse(live.since) > since || now - Date.parse(live.asOf) > MAX_LIST_GAP_MS) return undefined;
  const moment = { asOf: live.asOf, now };
  return gamesOfTeams(live, teams).some(
    (game) => isOn(game, moment) || (changedUntil(game, moment) ?? -Infinity) > since,
  );
};

/**
 * When the team's last game ended (epoch ms): when it was last told to be on, else the latest that it may have been.
 * -Infinity where none has; undefined where the state does not reach back to `since`.
 */
export const lastEnd = (
  live: LiveState,
  team: TeamId,
  { since, now }: { readonly since: number; readonly now: number },
): number | undefined => {
  if (Date.parse(live.since) > since || now - Date.parse(live.asOf) > MAX_LIST_GAP_MS) return undefined;
  const ends = gamesOfTeams(live, new Set([team])).map((game) => endedAt(game, { asOf: live.asOf, now }) ?? -Infinity);
  return Math.max(-Infinity, ...ends);
};

/** The game that the team is playing now; undefined where there is none. */
export const currentGame = (live: LiveState, team: TeamId, now: number): TrackedGame | undefined =>
  gamesOfTeams(live, new Set([team])).find((game) => isOn(game, { asOf: live.asOf, now }));

/** The team's next game with a time, of those that the list has. */
export const nextGame = (live: LiveState, team: TeamId, now: number): TrackedGame | undefined =>
  gamesOfTeams(live, new Set([team]))
    .filter((game) => game.state === 'pre' && Date.parse(game.date) > now)
    .sort((a, b) => a.date.localeCompare(b.date))[0];

/** Whether one of the teams is playing now. */
export const isPlaying = (live: LiveState, teams: Teams, now: number): boolean =>
  gamesOfTeams(live, teams).some((game) => isOn(game, { asOf: live.asOf, now }));

/** When one of the teams plays next (epoch ms); undefined where the list has no later game with a time. */
export const nextStart = (live: LiveState, teams: Teams, now: number): number | undefined => {
  const starts = gamesOfTeams(live, teams)
    .filter((game) => game.state === 'pre' && !isWithoutTime(game))
    .map(({ date }) => Date.parse(date))
    .filter((start) => start > now);
  return starts.length === 0 ? undefined : Math.min(...starts);
};

/**
 * Until when (epoch ms) the clock alone changes nothing of what is told here of a team's games. `now`, where it may at any
 * moment: one of them has begun, or should have.
 */
export const quietUntil = (live: LiveState, team: TeamId, now: number): number => {
  const reachesUntil = Date.parse(live.asOf) + MAX_LIST_GAP_MS;
  let until = now <= reachesUntil ? reachesUntil : Infinity;
  for (const { state, date } of gamesOfTeams(live, new Set([team]))) {
    if (state === 'post' || state === 'postponed') continue;
    const start = Date.parse(date);
    if (state === 'in' || !(now < start)) return now;
    until = Math.min(until, start);
  }
  return until;
};

/** In how many milliseconds to see whether a game of theirs has begun or gone on; undefined where none is awaited. */
export const awaitedWithin = (live: LiveState, teams: Teams, now: number): number | undefined => {
  const paces = gamesOfTeams(live, teams)
    .filter((game) => isAwaited(game, { asOf: live.asOf, now }))
    .map((game) => awaitedPace(game, now).fresh);
  return paces.length === 0 ? undefined : Math.min(...paces);
};

const gamesOfTeams = ({ games, earlier }: LiveState, teams: Teams): readonly TrackedGame[] => {
  const all = [...games, ...earlier];
  return teams === 'any' ? all : all.filter((game) => game.teams.some(({ id }) => teams.has(id)));
};
