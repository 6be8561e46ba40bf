import { hours, minutes } from '../../cache/index.ts';
import { easternDay } from '../calendar/index.ts';
import type { LiveState, TrackedGame } from '../model/index.ts';

/** A day of which the provider is to be asked, and the games that left its list before they were over. */
export interface DayToFollow {
  /** US Eastern: `20261122`. */
  readonly day: string;
  readonly games: readonly TrackedGame[];
}

// Below the five minutes between two runs of the warmer, so that each of them asks; a game that ends is seen within ten.
const FOLLOW_EVERY_MS = minutes(4);
// Longer than nearly any game. After that it is asked now and then, until it is forgotten.
const CALLS_AT_THAT_PACE = 90;
const LATER_FOLLOW_EVERY_MS = minutes(30);
const MAX_CALLS_PER_DAY = 150;
const FOLLOWED_FOR_MS = hours(36);
// Where nobody has asked about the teams so far.
const UNFOLLOWED_MS = minutes(10);

/** The days to ask for now. One call is one day, however many of its games are open. */
export const daysToFollow = (live: LiveState, now: number): readonly DayToFollow[] =>
  openDays(live, now).filter(({ day }) => dueAt(live, day) <= now);

/** When a day is to be asked for again (epoch ms); undefined where no game is open. */
export const nextFollow = (live: LiveState, now: number): number | undefined => {
  const times = openDays(live, now).map(({ day }) => {
    const due = dueAt(live, day);
    // Still due after the load: nobody asks about it.
    return due <= now ? now + UNFOLLOWED_MS : due;
  });
  return times.length === 0 ? undefined : Math.min(...times);
};

const openDays = (live: LiveState, now: number): readonly DayToFollow[] => {
  const byDay = Map.groupBy(
    live.earlier.filter((game) => isOpen(game, now)),
    ({ date }) => easternDay(Date.parse(date)),
  );
  return [...byDay].map(([day, games]) => ({ day, games }));
};

/** In play when it left the list, or about to be: what became of it is not known. */
const isOpen = ({ state, date }: TrackedGame, now: number): boolean =>
  state === 'in' || (state === 'pre' && Date.parse(date) <= now);

const dueAt = ({ followed = [] }: LiveState, wanted: string): number => {
  const before = followed.find(({ day }) => day === wanted);
  if (before === undefined) return -Infinity;
  if (before.calls >= MAX_CALLS_PER_DAY) return Infinity;
  if (Date.parse(before.askedAt) - Date.parse(before.from) >= FOLLOWED_FOR_MS) return Infinity;
  const every = before.calls < CALLS_AT_THAT_PACE ? FOLLOW_EVERY_MS : LATER_FOLLOW_EVERY_MS;
  return Date.parse(before.askedAt) + every;
};
