import type { LoadContext } from '../../cache/index.ts';
import { currentReason, runWithReason } from '../../ledgers/load-reason.ts';
import { easternDay } from '../calendar/index.ts';
import { daysToFollow, type DayToFollow } from '../games/follow.ts';
import { liveFreshFor } from '../games/fresh-for.ts';
import { asked, joinDay, joinLive } from '../games/join.ts';
import type { Game, LeagueId, LiveState } from '../model/index.ts';
import type { UpstreamCall } from '../upstream/index.ts';
import { latestOf, valueIfPresent, type ResourceContext } from './context.ts';
import { doubtGames } from '../doubts/index.ts';
import { seasonQuery } from './season.ts';

export interface LiveLoad {
  readonly previous: LiveState | undefined;
  readonly call: LoadContext;
}

export interface LoadedLive {
  readonly live: LiveState;
  /** Milliseconds. */
  readonly freshFor: number;
  /** What of the list cannot be true. */
  readonly doubt: string | undefined;
}

/** The games that the provider lists now, and what became of those that left its list before they were over. */
export const loadLive = async (
  context: ResourceContext,
  league: LeagueId,
  { previous, call }: LiveLoad,
): Promise<LoadedLive> => {
  const { games } = await context.upstream.scoreboard(league, undefined, call);
  const now = context.clock.now();
  const doubt = listDoubt(games, latestOf(call.held()) as LiveState | undefined, now);
  const joined = joinLive(league, games, { previous, now });
  // What is in doubt is not followed: the days of the games that it lacks would be asked for.
  const live = doubt === undefined ? await follow(context, joined, call) : joined;
  const phases = await valueIfPresent(context, seasonQuery(context, league));
  const offSeason = phases !== undefined && isOffSeason(phases, now);
  return { live, freshFor: liveFreshFor(live, { now, offSeason }), doubt };
};

/**
 * A game stays on the list until its day is over, whatever becomes of it. Nothing is said of a list of later games: the
 * provider's day has turned.
 */
const listDoubt = (games: readonly Game[], held: LiveState | undefined, now: number): string | undefined => {
  const today = easternDay(now);
  const dayOf = ({ date }: Game): string => easternDay(Date.parse(date));
  const isOpen = (game: Game): boolean => game.state !== 'post' && game.state !== 'postponed' && dayOf(game) >= today;
  const known = new Set(held?.games.map(({ id }) => id));
  if (games.some((game) => !known.has(game.id) && dayOf(game) > today)) return undefined;
  const open = held?.games.filter(isOpen);
  const listed = new Set(games.map(({ id }) => id));
  return doubtGames({ brought: open?.filter(({ id }) => listed.has(id)).length ?? 0, held: open?.length });
};

// A provider's day turns once. Two days are open when a game of the day before yesterday went on as well.
const MAX_DAYS_PER_LOAD = 2;

/** The state with the games brought up to date that left the list before they were over, where somebody asks about them. */
const follow = async (context: ResourceContext, live: LiveState, call: UpstreamCall): Promise<LiveState> => {
  let followed = live;
  for (const day of daysToFollow(live, context.clock.now()).slice(-MAX_DAYS_PER_LOAD)) {
    if (await isAskedAbout(context, live.league, day)) followed = await followDay(context, followed, { day, call });
  }
  return followed;
};

/** A question for the games is one for all of them. Otherwise it depends on what people ask about the teams' players. */
const isAskedAbout = async (context: ResourceContext, league: LeagueId, { games }: DayToFollow): Promise<boolean> => {
  if (currentReason() === 'ask') return true;
  const teams = new Set(games.flatMap((game) => game.teams.map(({ id }) => id)));
  return (await context.isAskedAbout?.(league, teams).catch(() => false)) ?? false;
};

interface Following {
  readonly day: DayToFollow;
  readonly call: UpstreamCall;
}

const followDay = async (
  context: ResourceContext,
  live: LiveState,
  { day: { day, games: open }, call }: Following,
): Promise<LiveState> => {
  try {
    const { games } = await runWithReason('follow', () => context.upstream.scoreboard(live.league, day, call));
    return joinDay(live, { day, games, ofDay: new Set(open.map(({ id }) => id)) }, context.clock.now());
  } catch {
    // The list is as good as before, and the day is asked for again when it is due.
    return asked(live, day, context.clock.now());
  }
};

const isOffSeason = (
  { phases }: { readonly phases: readonly { phase: string; start: number; end: number }[] },
  now: number,
) => phases.every(({ phase, start, end }) => phase === 'off-season' || now < start || now >= end);
