import {
  dayOf,
  isWindowOfNow,
  MAX_NAMES_PER_WINDOW,
  minuteOf,
  type Count,
  type CountWindow,
  type QuotaLedger,
  type Standing,
} from './quota-ledger.ts';
import { hourOf } from './usage-hours.ts';

const WINDOWS: readonly CountWindow[] = ['day', 'hour', 'minute'];
const WINDOW_OF: Readonly<Record<CountWindow, (now: number) => number>> = {
  day: dayOf,
  hour: hourOf,
  minute: minuteOf,
};

interface Window {
  readonly of: number;
  calls: number;
  readonly counts: Map<string, number>;
}

/**
 * Counts for this environment alone: where there is no table that all environments share, and for the few calls that
 * are made while the shared ledger cannot be reached.
 */
export const createLocalQuotaLedger = (): QuotaLedger => {
  const windows: Record<CountWindow, Window> = {
    day: emptyWindow(NaN),
    hour: emptyWindow(NaN),
    minute: emptyWindow(NaN),
  };
  let notes = new Map<string, string>();

  const rollTo = (now: number): void => {
    if (windows.day.of !== dayOf(now)) notes = new Map();
    for (const name of WINDOWS) {
      const of = WINDOW_OF[name](now);
      if (!isWindowOfNow(name, windows[name].of, of)) windows[name] = emptyWindow(of);
    }
  };

  const nameOf = ({ window, name, otherwise = name }: Count): string => {
    const { counts } = windows[window];
    return counts.has(name) || counts.size < MAX_NAMES_PER_WINDOW ? name : otherwise;
  };

  const countOf = (count: Count): number => windows[count.window].counts.get(nameOf(count)) ?? 0;

  const standing = (): Standing => ({
    spent: { day: windows.day.calls, minute: windows.minute.calls },
    counts: {
      day: new Map(windows.day.counts),
      hour: new Map(windows.hour.counts),
      minute: new Map(windows.minute.counts),
    },
    notes: new Map(notes),
  });

  return {
    spend({ calls, limits: { perDay, perMinute = Infinity }, counts = [] }, now) {
      rollTo(now);
      if (windows.day.calls + calls > perDay) return Promise.resolve({ outcome: 'day-spent', standing: standing() });
      if (windows.minute.calls + calls > perMinute) {
        return Promise.resolve({ outcome: 'minute-spent', standing: standing() });
      }
      const spent = counts.find((count) => countOf(count) + count.amount > count.max);
      if (spent !== undefined) {
        return Promise.resolve({ outcome: 'count-spent', count: spent, standing: standing() });
      }
      windows.day.calls += calls;
      windows.minute.calls += calls;
      for (const count of counts) windows[count.window].counts.set(nameOf(count), countOf(count) + count.amount);
      return Promise.resolve({ outcome: 'granted', standing: standing() });
    },
    add(calls, now) {
      if (windows.day.of > dayOf(now)) return Promise.resolve();
      rollTo(now);
      windows.day.calls += calls;
      return Promise.resolve();
    },
    standing(now) {
      rollTo(now);
      return Promise.resolve(standing());
    },
    note(name, text, expected, now) {
      rollTo(now);
      const stands = notes.get(name);
      if (stands !== expected && stands !== text) return Promise.resolve(false);
      notes.set(name, text);
      return Promise.resolve(true);
    },
  };
};

const emptyWindow = (of: number): Window => ({ of, calls: 0, counts: new Map() });
