import type { Clock } from '../../cache/index.ts';
import type { Happening } from '../../http/answers/index.ts';
import { hourOf } from '../../ledgers/usage-hours.ts';

// An event is an amount whose name is its text and whose sum is how often it happened: environments append without
// reading, and what happens again in an hour adds to what is there.

/** The amount that counts the events that a page had no room for. */
export const DROPPED = 'dropped';

const eventName = (at: number, happening: Happening): string => JSON.stringify({ at, ...happening });

/** Those that tell of a state more than of a moment: an hour has one of each, at its first time. */
export const isGathered = ({ kind }: Happening): boolean =>
  kind === 'refused' || kind === 'contradicted' || kind === 'malformed';

/** The names under which an environment counts what happens. */
export interface EventNames {
  nameOf(happening: Happening): string;
}

// Of one environment in an hour. All of them together are bounded by what a write to the page has cost.
const MAX_EVENTS_PER_HOUR = 100;

export const createEventNames = (clock: Clock): EventNames => {
  let hour = 0;
  let events = 0;
  /** What the hour has one of, by what it is. */
  let gathered = new Map<string, string>();
  return {
    nameOf(happening) {
      const now = clock.now();
      if (hourOf(now) !== hour) {
        hour = hourOf(now);
        events = 0;
        gathered = new Map();
      }
      const identity = isGathered(happening) ? JSON.stringify(happening) : undefined;
      const known = identity === undefined ? undefined : gathered.get(identity);
      if (known !== undefined) return known;
      if (events >= MAX_EVENTS_PER_HOUR) return DROPPED;
      events += 1;
      const name = eventName(now, happening);
      if (identity !== undefined) gathered.set(identity, name);
      return name;
    },
  };
};
