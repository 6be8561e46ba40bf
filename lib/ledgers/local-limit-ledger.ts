import { hasRoom, type LimitLedger, type LimitStanding } from './limit-ledger.ts';
import { dayOf } from './quota-ledger.ts';

const NOTHING_DRAWN: LimitStanding = { drawn: 0, held: 0 };

/** Counts for this environment alone: where there is no table that all environments share. */
export const createLocalLimitLedger = (): LimitLedger => {
  let day = NaN;
  let standings = new Map<string, LimitStanding>();

  const standingOf = (id: string, now: number): LimitStanding => {
    if (dayOf(now) !== day) standings = new Map();
    day = dayOf(now);
    return standings.get(id) ?? NOTHING_DRAWN;
  };

  const change = (id: string, { drawn, held }: LimitStanding, by: LimitStanding): LimitStanding => {
    const standing = { drawn: drawn + by.drawn, held: held + by.held };
    standings.set(id, standing);
    return standing;
  };

  return {
    draw(draw, now) {
      const { id, requests, held } = draw;
      const standing = standingOf(id, now);
      if (!hasRoom(draw, standing)) return Promise.resolve({ isGranted: false, standing });
      return Promise.resolve({ isGranted: true, standing: change(id, standing, { drawn: requests, held }) });
    },
    add(id, requests, now) {
      change(id, standingOf(id, now), { drawn: requests, held: 0 });
      return Promise.resolve();
    },
  };
};
