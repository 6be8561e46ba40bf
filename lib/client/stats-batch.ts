import type { LeagueId, SeasonType } from '../sports/model/index.ts';
import { itemsOf, NOT_AMONG } from './batch-items.ts';
import type { ClientClock } from './clock.ts';
import { timedOut, type Exchange } from './exchange.ts';
import { createFlight, type Asker, type Flight } from './flight.ts';
import { pathOf } from './path.ts';
import type { Transport } from './transport.ts';

/** A question about a player's line of one season. */
export interface LineQuestion {
  readonly league: LeagueId;
  /** An id or a name, neither empty nor longer than the API takes. */
  readonly player: string;
  readonly season: number | string;
  readonly type: SeasonType | undefined;
  readonly include: 'labels' | undefined;
  readonly wait: number | undefined;
}

export interface StatsBatches {
  /** Those who ask in the same tick share a request. */
  ask(question: LineQuestion, asker: Asker): Promise<Exchange>;
}

/** What the API takes in one request. */
const MAX_PLAYERS = 100;

/** What came of each player of a batch, or of all of them. */
type BatchAnswer = ReadonlyMap<string, Exchange> | Exchange;

interface Batch {
  readonly flight: Flight<BatchAnswer>;
  /** How many wait for each player. */
  readonly players: Map<string, number>;
}

/**
 * Sends the questions of one tick that differ in their player alone as one request. A question that is alone is sent as
 * a GET, which may be answered by what is held here.
 */
export const createStatsBatches = ({ get, send }: Transport, clock: ClientClock): StatsBatches => {
  const open = new Map<string, Batch>();

  const answerBatch = async (
    { flight, players }: Batch,
    { league, season, type, include, wait }: LineQuestion,
  ): Promise<BatchAnswer> => {
    const wanted = [...players].flatMap(([player, waiting]) => (waiting > 0 ? [player] : []));
    const [first, ...others] = wanted;
    if (first !== undefined && others.length === 0) {
      const path = pathOf([league, 'players', first, 'stats'], { season, type, include });
      return get({ path, wait }, { signal: flight.signal, timeout: flight.until() - clock.now() });
    }
    const ids = wanted.filter(isId);
    const names = wanted.filter((player) => !isId(player));
    const path = pathOf([league, 'players', 'stats'], { include });
    const exchange = await send({ path, body: { player_ids: ids, names, season, type }, wait }, flight);
    return exchange.kind === 'document' ? itemsOf(exchange.body, [...ids, ...names], exchange.meta) : exchange;
  };

  const join = (question: LineQuestion): Batch => {
    const { player, ...options } = question;
    const name = JSON.stringify(options);
    const under = open.get(name);
    if (under !== undefined && (under.players.has(player) || under.players.size < MAX_PLAYERS)) return under;
    const close = (): void => {
      if (open.get(name) === batch) open.delete(name);
    };
    const batch: Batch = { flight: createFlight(clock, close), players: new Map() };
    open.set(name, batch);
    // A task, not a microtask: what is asked after an await in the same tick is still in time.
    const cancel = clock.after(0, () => {
      close();
      batch.flight.start(answerBatch(batch, question));
    });
    batch.flight.signal.addEventListener('abort', cancel);
    return batch;
  };

  return {
    async ask(question, asker) {
      const { player } = question;
      const { flight, players } = join(question);
      players.set(player, (players.get(player) ?? 0) + 1);
      try {
        const answer = await flight.join(asker, () => timedOut(asker.timeout));
        return 'kind' in answer ? answer : (answer.get(player) ?? NOT_AMONG);
      } finally {
        players.set(player, (players.get(player) ?? 0) - 1);
      }
    },
  };
};

/** The API takes ids and names apart. */
const isId = (player: string): boolean => /^\d+$/.test(player);
