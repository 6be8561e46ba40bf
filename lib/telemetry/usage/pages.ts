import { MAX_AMOUNTS_PER_WRITE, type Amounts } from '../../ledgers/counters.ts';
import type { UsagePage } from '../../ledgers/usage-hours.ts';
import { nameBusiest } from './busiest-callers.ts';
import { DROPPED } from './event-names.ts';
import { memoryAmounts } from './memory.ts';

/** What an environment writes to the pages of an hour, from what it has counted. */
export interface UsagePages {
  /** In no more names than one write takes. `units`: what the last write to the page has cost. */
  amountsOf(page: UsagePage, hour: number, counts: ReadonlyMap<string, number>, units: number): Amounts;
}

export interface UsagePagesOptions {
  /** The function, as its environments are counted: `api`. */
  readonly role: string;
  /** Bytes that memory holds. */
  readonly memoryBytes: () => number;
}

// A page of callers beyond this size gets no more names of this environment.
const ROOMY_UNITS = 2;
// An hour's page of events: 32 KB are about 250 of them.
const MAX_EVENT_UNITS = 32;

export const createUsagePages = ({ role, memoryBytes }: UsagePagesOptions): UsagePages => {
  /** Callers whom this environment has given a name on the page of the hour. */
  let named = new Set<string>();
  let namedIn = 0;
  /** The hour in which this environment was counted last; undefined: it is new. */
  let countedIn: number | undefined;

  const sumsOf = (hour: number, counts: ReadonlyMap<string, number>): Amounts => {
    const isNew = countedIn === undefined;
    const isCounted = countedIn === hour;
    countedIn = hour;
    return {
      ...Object.fromEntries([...counts].slice(0, MAX_AMOUNTS_PER_WRITE - 2)),
      ...(!isCounted && { [`env.${role}`]: 1 }),
      ...(isNew && { [`start.${role}`]: 1 }),
    };
  };

  return {
    amountsOf(page, hour, counts, units) {
      // An environment that has nothing to count writes nothing, not even that it is there.
      if (counts.size === 0) return {};
      switch (page) {
        case 'sums':
          return sumsOf(hour, counts);
        case 'callers':
          if (namedIn !== hour) named = new Set();
          namedIn = hour;
          return nameBusiest(counts, named, units <= ROOMY_UNITS);
        case 'latency':
          return { ...Object.fromEntries(counts), ...memoryAmounts(memoryBytes()) };
        case 'asked':
          return mostAsked(counts);
        case 'events':
          return units < MAX_EVENT_UNITS
            ? Object.fromEntries([...counts].slice(0, MAX_AMOUNTS_PER_WRITE))
            : { [DROPPED]: [...counts.values()].reduce((sum, each) => sum + each, 0) };
      }
    },
  };
};

/** Players of a league in one write: those beyond it are not popular. */
export const MAX_ASKED_PLAYERS = 40;

/** The players of each league who were asked about most, in no more names than one write takes. */
const mostAsked = (counts: ReadonlyMap<string, number>): Amounts => {
  const byLeague = Map.groupBy(counts, ([name]) => name.slice(0, name.indexOf('.')));
  const most = [...byLeague.values()].flatMap((ofLeague) => ofLeague.sort(byAmount).slice(0, MAX_ASKED_PLAYERS));
  return Object.fromEntries(most.sort(byAmount).slice(0, MAX_AMOUNTS_PER_WRITE));
};

const byAmount = ([, a]: [string, number], [, b]: [string, number]): number => b - a;
