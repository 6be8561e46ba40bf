import { hours, type Clock, type TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId, SeasonType } from '../model.ts';
import type { PredictMessage } from './message.ts';

/** What a question was about. */
export interface Asked {
  readonly players: readonly PlayerId[];
  /** Undefined: no season in particular. */
  readonly season?: number | undefined;
  readonly type?: SeasonType;
}

export interface Predictor {
  /** Returns at once, and never throws. A player is predicted from once an hour, whoever asks about him. */
  noteAsked(league: LeagueId, asked: Asked): void;
}

export interface PredictorOptions {
  readonly cache: Pick<TieredCache, 'claim'>;
  /** Takes messages for the refresh function. */
  readonly send: (messages: readonly PredictMessage[]) => Promise<void>;
  readonly clock: Clock;
  /** Takes over what the answer does not wait for. */
  readonly defer: (work: Promise<unknown>) => void;
  readonly onFailure: (error: unknown) => void;
}

const ONCE_IN = hours(1);
// Of one question: a hundred players at once are a report, whose reader asks no follow-ups.
const MOST_AT_ONCE = 5;
// Players of an hour in one environment; an id and a time each.
const MOST_REMEMBERED = 5000;

/** Turns questions into predictions, to be loaded elsewhere. */
export const createPredictor = ({ cache, send, clock, defer, onFailure }: PredictorOptions): Predictor => {
  const askedUntil = new Map<string, number>();

  /** Whether this environment has not asked within the hour; it has, from now on. */
  const isNew = (name: string, now: number): boolean => {
    if ((askedUntil.get(name) ?? 0) > now) return false;
    askedUntil.delete(name);
    const [oldest] = askedUntil.keys();
    if (askedUntil.size >= MOST_REMEMBERED && oldest !== undefined) askedUntil.delete(oldest);
    askedUntil.set(name, now + ONCE_IN);
    return true;
  };

  const hand = async (messages: readonly PredictMessage[]): Promise<void> => {
    try {
      const claims = messages.map(({ namespace, player }) =>
        cache.claim(namespace, `predict:${namespace}:${player}`, ONCE_IN),
      );
      const granted = await Promise.all(claims);
      const ours = messages.filter((_message, index) => granted[index]);
      if (ours.length > 0) await send(ours);
    } catch (error) {
      onFailure(error);
    }
  };

  return {
    noteAsked(namespace, { players, season, type = 'regular' }) {
      const now = clock.now();
      const first = [...new Set(players)].slice(0, MOST_AT_ONCE);
      const messages = first
        .filter((player) => isNew(`${namespace}:${player}`, now))
        .map((player): PredictMessage => ({
          kind: 'predict',
          namespace,
          player,
          type,
          ...(season !== undefined && { season }),
        }));
      if (messages.length > 0) defer(hand(messages));
    },
  };
};
