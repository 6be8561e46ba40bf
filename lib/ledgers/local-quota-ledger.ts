import { dayOf, minuteOf, type QuotaLedger } from './quota-ledger.ts';

/**
 * Counts for this environment alone: where there is no table that all environments share, and for the few calls that
 * are made while the shared ledger cannot be reached.
 */
export const createLocalQuotaLedger = (): QuotaLedger => {
  let day = { of: NaN, calls: 0 };
  let minute = { of: NaN, calls: 0 };
  const rollTo = (now: number): void => {
    if (day.of !== dayOf(now)) day = { of: dayOf(now), calls: 0 };
    if (minute.of !== minuteOf(now)) minute = { of: minuteOf(now), calls: 0 };
  };
  return {
    spend({ perDay, perMinute = Infinity }, now) {
      rollTo(now);
      if (day.calls >= perDay) return Promise.resolve('day-spent');
      if (minute.calls >= perMinute) return Promise.resolve('minute-spent');
      day.calls += 1;
      minute.calls += 1;
      return Promise.resolve('granted');
    },
    add(calls, now) {
      if (day.of > dayOf(now)) return Promise.resolve();
      if (day.of !== dayOf(now)) day = { of: dayOf(now), calls: 0 };
      day.calls += calls;
      return Promise.resolve();
    },
    spent(now) {
      rollTo(now);
      return Promise.resolve({ day: day.calls, minute: minute.calls });
    },
  };
};
