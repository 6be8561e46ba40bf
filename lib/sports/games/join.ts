import { hours } from '../../cache/index.ts';
import type { Game, LeagueId, LiveState, TrackedGame } from '../model/index.ts';
import { MAX_LIST_GAP_MS } from './played.ts';
import { isOn } from './tracked-game.ts';

// Longer than the day for which a line is confirmed.
const REMEMBERED_MS = hours(36);
/** The games that the provider lists now, joined to the state before. */
export const joinLive = (
  league: LeagueId,
  games: readonly Game[],
  { previous, now }: { readonly previous: LiveState | undefined; readonly now: number },
): LiveState => {
  const asOf = new Date(now).toISOString();
  const known = previous !== undefined && now - Date.parse(previous.asOf) < MAX_LIST_GAP_MS ? previous : undefined;
  const before = new Map([...(known?.earlier ?? []), ...(known?.games ?? [])].map((game) => [game.id, game]));
  const listed = new Set(games.map(({ id }) => id));
  const unlisted = (known?.games ?? []).map((game) => ({ ...game, toldAt: known?.asOf ?? asOf }));
  const earlier = [...unlisted, ...(known?.earlier ?? [])].filter((game) => !listed.has(game.id) && isFresh(game, now));
  return withLiveTeams(
    {
      league,
      asOf,
      since: known?.since ?? asOf,
      games: games.map((game) => tracked(game, before.get(game.id), asOf)),
      earlier,
      ...followedOf(known, now),
    },
    now,
  );
};

/** The games of one day, asked for by its name: those that left the list are brought up to date. */
export const joinDay = (
  live: LiveState,
  { day, games, ofDay }: { readonly day: string; readonly games: readonly Game[]; readonly ofDay: ReadonlySet<string> },
  now: number,
): LiveState => {
  const asOf = new Date(now).toISOString();
  const told = new Map(games.map((game) => [game.id, game]));
  const earlier = live.earlier.flatMap((game): TrackedGame[] => {
    const news = told.get(game.id);
    if (news !== undefined) return [{ ...tracked(news, game, asOf), toldAt: asOf }];
    // It had not begun, and is not of this day any more: it was moved to another, whose list will have it.
    return ofDay.has(game.id) && game.state === 'pre' ? [] : [game];
  });
  return withLiveTeams(asked({ ...live, earlier }, day, now), now);
};

/** The state, with the day counted as asked for once more. */
export const asked = (live: LiveState, day: string, now: number): LiveState => {
  const before = live.followed?.find((each) => each.day === day);
  const others = live.followed?.filter((each) => each.day !== day) ?? [];
  const askedAt = new Date(now).toISOString();
  const followed = { day, from: before?.from ?? askedAt, askedAt, calls: (before?.calls ?? 0) + 1 };
  return { ...live, followed: [...others, followed] };
};

/** A game as it was told at `asOf`, with what was known of it before. */
const tracked = (game: Game, before: TrackedGame | undefined, asOf: string): TrackedGame => {
  if (game.state === 'in') return { ...game, lastOn: asOf };
  // Played between two lists: when exactly, nobody saw.
  const wasPlayed = game.state === 'post' || game.status === 'suspended';
  const unseen = before !== undefined && wasPlayed && before.state !== 'in' && before.state !== game.state;
  const lastOn = unseen ? asOf : before?.lastOn;
  return lastOn === undefined ? game : { ...game, lastOn };
};

const isFresh = ({ date, lastOn }: TrackedGame, now: number): boolean =>
  Math.max(Date.parse(date), Date.parse(lastOn ?? date)) > now - REMEMBERED_MS;

const followedOf = (known: LiveState | undefined, now: number): Pick<LiveState, 'followed'> => {
  const followed = known?.followed?.filter(({ askedAt }) => Date.parse(askedAt) > now - REMEMBERED_MS) ?? [];
  return followed.length === 0 ? {} : { followed };
};

const withLiveTeams = (live: Omit<LiveState, 'liveTeams'>, now: number): LiveState => {
  const on = [...live.games, ...live.earlier].filter((game) => isOn(game, { asOf: live.asOf, now }));
  return { ...live, liveTeams: [...new Set(on.flatMap(({ teams }) => teams.map(({ id }) => id)))] };
};
