import {
  countedName,
  dayOf,
  isWindowOfNow,
  refusedBy,
  windowOf,
  type CountWindow,
  type QuotaLedger,
  type Standing,
} from './quota-ledger.ts';

const WINDOWS: readonly CountWindow[] = ['day', 'hour', 'minute'];
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
      const of = windowOf(name, now);
      if (!isWindowOfNow(name, windows[name].of, of)) windows[name] = emptyWindow(of);
    }
  };

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
    spend(charge, now) {
      rollTo(now);
      const refused = refusedBy(charge, standing());
      if (refused !== undefined) return Promise.resolve(refused);
      windows.day.calls += charge.calls;
      windows.minute.calls += charge.calls;
      for (const count of charge.counts ?? []) {
        const { counts } = windows[count.window];
        const name = countedName(counts, count);
        counts.set(name, (counts.get(name) ?? 0) + count.amount);
      }
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
