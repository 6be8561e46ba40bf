import type { EventWindow, UsageEventsAnswer } from '../../../../lib/http/answers/index.ts';
import { span, upcoming } from './times.ts';

/** A window for player moves, as it is told. */
export interface ToldWindow {
  readonly league: string;
  readonly name: string;
  readonly state: EventWindow['state'];
  /** Epoch ms. */
  readonly opens: number;
  readonly closes: number;
  /** `opens on Thursday`, `open for 3 more hours`. */
  readonly says: string;
}

export const windowName = (kind: string): string => kind.replaceAll('-', ' ');

const told = ({ league, window, state, opensAt, closesAt }: EventWindow, now: number): ToldWindow => {
  const opens = Date.parse(opensAt);
  const closes = Date.parse(closesAt);
  const says = {
    past: `closed ${span(now - closes)} ago`,
    open: `open for ${span(closes - now)} more`,
    next: `opens ${upcoming(opens, now)}`,
  }[state];
  return { league: league.toUpperCase(), name: windowName(window), state, opens, closes, says };
};

/** By when they open. */
export const windowsOf = ({ windows, now }: UsageEventsAnswer): readonly ToldWindow[] =>
  windows.map((window) => told(window, Date.parse(now))).sort((a, b) => a.opens - b.opens);

/** `the NFL trade deadline window is open`, else which opens next. */
export const whatIsNext = (events: UsageEventsAnswer): string => {
  const windows = windowsOf(events);
  const open = windows.filter(({ state }) => state === 'open');
  const [first] = open;
  if (first !== undefined) {
    return open.length === 1
      ? `the ${first.league} ${first.name} window is ${first.says}`
      : `${open.length} windows for moves are open`;
  }
  const next = windows.find(({ state }) => state === 'next');
  if (next === undefined) return 'no window for moves is known';
  return `the next window (${next.league} ${next.name}) ${next.says}`;
};
