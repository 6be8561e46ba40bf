import { isUnderWay, minutes, seconds, type Clock } from '../cache/index.ts';
import { minuteEnd } from './quota-ledger.ts';
import type { Refusal } from './refusal.ts';
import type { Ask } from './shares.ts';

/** Refusals of the ledger, for a few seconds: what is spent does not come back, and to be told so again is a write. */
export interface RefusedAsks {
  /** With the time that is left. */
  find(ask: Ask): RefusedAsk | undefined;
  remember(ask: Ask, refused: RefusedAsk): void;
}

export interface RefusedAsk extends Refusal {
  readonly why: string;
}

interface Remembered {
  readonly refused: RefusedAsk;
  /** Epoch ms. */
  readonly until: number;
  readonly reopens: number | undefined;
}

// A directory that is loaded meanwhile gives a league another allowance: soon enough.
const MAX_REMEMBERED_MS = seconds(5);
// By reason, allowance and caller: far more than there are.
const MAX_REMEMBERED = 500;

export const createRefusedAsks = (clock: Clock): RefusedAsks => {
  const remembered = new Map<string, Remembered>();
  return {
    find(ask) {
      if (remembered.size === 0) return undefined;
      const known = remembered.get(keyOf(ask));
      const now = clock.now();
      if (known === undefined || !isUnderWay(known.until, MAX_REMEMBERED_MS, now)) return undefined;
      const { refused, reopens } = known;
      return { ...refused, retryAfter: reopens === undefined ? undefined : reopens - now };
    },
    remember(ask, refused) {
      const now = clock.now();
      const { retryAfter } = refused;
      // A minute's end gives everybody more.
      const forMs = Math.min(MAX_REMEMBERED_MS, minuteEnd(now) - now, retryAfter ?? minutes(1));
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      const reopens = retryAfter === undefined ? undefined : now + retryAfter;
      remembered.set(keyOf(ask), { refused, until: now + forMs, reopens });
    },
  };
};

const keyOf = ({ reason, payer: { allowance, caller } }: Ask): string =>
  JSON.stringify([reason, allowance?.perHour, allowance?.perHourEach, caller?.name]);
