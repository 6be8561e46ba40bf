import { hours, isUnderWay, type Clock, type TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId, SeasonType } from '../model/index.ts';

/** Somebody has asked about a player, so those who are compared with this player are likely to be asked about next. */
export interface PredictMessage {
  readonly kind: 'predict';
  readonly namespace: LeagueId;
  readonly player: PlayerId;
  /** The season asked about; undefined: the current one. */
  readonly season?: number;
  readonly type: SeasonType;
}

/** What a question was about. */
export interface Asked {
  readonly players: readonly PlayerId[];
  /** Those of them whose answer was loaded for it, which happens in one environment alone. */
  readonly loaded?: readonly PlayerId[];
  /** Undefined: no season in particular. */
  readonly season?: number | undefined;
  readonly type?: SeasonType;
}

export interface Predictor {
  /**
   * Returns at once and never throws. Questions about a player lead to one prediction an hour, whoever asks; a load leads to
   * one in its environment, which needs no claim, because loads are among all environments as rare.
   */
  recordQuestion(league: LeagueId, asked: Asked): void;
}

export interface PredictorOptions {
  readonly cache: Pick<TieredCache, 'claim'>;
  /** Takes messages for the refresh function. */
  readonly send: (messages: readonly PredictMessage[]) => Promise<void>;
  readonly clock: Clock;
  /** Takes over work that the answer does not wait for. */
  readonly defer: (work: Promise<unknown>) => void;
  readonly onFailure: (error: unknown) => void;
}

const PREDICTION_INTERVAL_MS = hours(1);
// Of one question. A hundred players at once are a report, whose reader asks no follow-ups.
const MAX_PLAYERS_PER_QUESTION = 5;
// Players that this environment was asked about within the interval; an id and a time each.
const MAX_REMEMBERED_PLAYERS = 5000;

/**
 * Turns questions into messages for the refresh function, which prefetches what is likely to be asked for next.
 *
 * @example
 * const predictor = createPredictor({ cache, send: queue.send, clock: Date, defer, onFailure: log.warn });
 * predictor.recordQuestion('nfl', { players: ['3139477'] });
 * // once an hour: { kind: 'predict', namespace: 'nfl', player: '3139477', type: 'regular' }
 */
export const createPredictor = ({ cache, send, clock, defer, onFailure }: PredictorOptions): Predictor => {
  const predictedUntil = new Map<string, number>();

  /** Whether this environment has not predicted from it within the interval. From now on it has. */
  const startInterval = (name: string, now: number): boolean => {
    if (isUnderWay(predictedUntil.get(name) ?? 0, PREDICTION_INTERVAL_MS, now)) return false;
    predictedUntil.delete(name);
    const [oldest] = predictedUntil.keys();
    if (predictedUntil.size >= MAX_REMEMBERED_PLAYERS && oldest !== undefined) predictedUntil.delete(oldest);
    predictedUntil.set(name, now + PREDICTION_INTERVAL_MS);
    return true;
  };

  const claim = async ({ namespace, player }: PredictMessage): Promise<boolean> =>
    cache.claim(namespace, `predict:${namespace}:${player}`, PREDICTION_INTERVAL_MS);

  const claimAndSend = async (messages: readonly PredictMessage[], loaded: readonly PlayerId[]): Promise<void> => {
    const isFirst = async (message: PredictMessage): Promise<boolean> =>
      loaded.includes(message.player) || claim(message);
    try {
      const granted = await Promise.all(messages.map(isFirst));
      const claimed = messages.filter((_message, index) => granted[index]);
      if (claimed.length > 0) await send(claimed);
    } catch (error) {
      onFailure(error);
    }
  };

  return {
    recordQuestion(namespace, { players, loaded = [], season, type = 'regular' }) {
      const now = clock.now();
      const first = [...new Set(players)].slice(0, MAX_PLAYERS_PER_QUESTION);
      const messages = first
        .filter((player) => startInterval(`${namespace}:${player}`, now))
        .map((player): PredictMessage => ({
          kind: 'predict',
          namespace,
          player,
          type,
          ...(season !== undefined && { season }),
        }));
      if (messages.length > 0) defer(claimAndSend(messages, loaded));
    },
  };
};
