import type { Absent, Answer, Found, Query, TieredCache } from '../../cache/index.ts';
import type { Player } from '../model.ts';
import type { Resources, StatsOf } from '../resources/index.ts';

/** Stats, or one of three reasons why there are none. */
export type StatsOutcome<V> =
  | { readonly kind: 'ok'; readonly answer: Found<V> }
  | (Lineless & { readonly kind: 'player-not-found' })
  | (Lineless & { readonly kind: 'no-stats' })
  | { readonly kind: 'failed'; readonly error: unknown };

/** There is no line, and what says so. */
export interface Lineless {
  readonly answer: Absent;
  /** The player's own document, or that there is none; undefined where a name was resolved to the player. */
  readonly document: Found<Player> | Absent | undefined;
}

export interface StatsQuestion<V> {
  readonly of: StatsOf;
  readonly query: Query<V>;
}

export interface StatsLookup {
  /** Outcomes in the order of the questions. Reads the tiers at most twice, however many questions there are. */
  ask<V>(questions: readonly StatsQuestion<V>[]): Promise<readonly StatsOutcome<V>[]>;
}

export interface StatsLookupOptions {
  readonly cache: Pick<TieredCache, 'readMany'>;
  readonly resources: Resources;
}

/**
 * @example
 * const lookup = createStatsLookup({ cache, resources });
 * const of = { league: 'nfl', id, type: 'regular' } as const;
 * const [outcome] = await lookup.ask([{ of, query: resources.statLine(of, 2024) }]);
 */
export const createStatsLookup = ({ cache, resources }: StatsLookupOptions): StatsLookup => {
  const readAll = async <V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]> =>
    queries.length === 0 ? [] : cache.readMany(queries);
  return {
    async ask<V>(questions: readonly StatsQuestion<V>[]) {
      const answers = await readAll(questions.map(({ query }) => query));
      // Only the player's own document tells a season without a line from a player who does not exist.
      const lineless = questions.filter(({ of }, index) => answers[index]?.kind === 'absent' && of.name === undefined);
      const players = await readAll(lineless.map(({ of }) => resources.player(of.league, of.id)));
      const documents = new Map(lineless.map((question, index) => [question, players[index]]));
      return questions.flatMap((question, index): StatsOutcome<V>[] => {
        const answer = answers[index];
        return answer === undefined ? [] : [outcome(answer, documents.get(question))];
      });
    },
  };
};

const outcome = <V>(answer: Answer<V>, player: Answer<Player> | undefined): StatsOutcome<V> => {
  switch (answer.kind) {
    case 'value':
      return { kind: 'ok', answer };
    case 'absent':
      // Without the player's document it may be either of the two.
      if (player?.kind === 'failed') return player;
      return { kind: player?.kind === 'absent' ? 'player-not-found' : 'no-stats', answer, document: player };
    case 'failed':
      return { kind: 'failed', error: answer.error };
  }
};
