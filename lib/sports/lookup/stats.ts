import type { Absent, Answer, Found, Query, TieredCache } from '../../cache/index.ts';
import type { Player } from '../model.ts';
import type { Resources, StatsOf } from '../resources/index.ts';

/** Stats, or which of three different reasons there are none. */
export type StatsOutcome<V> =
  | { readonly kind: 'ok'; readonly answer: Found<V> }
  | { readonly kind: 'player-not-found'; readonly answer: Absent }
  | { readonly kind: 'no-stats'; readonly answer: Absent }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface StatsQuestion<V> {
  readonly of: StatsOf;
  readonly query: Query<V>;
}

export interface StatsLookup {
  /** In the order of the questions. Two looks into the tiers at most, however many there are. */
  ask<V>(questions: readonly StatsQuestion<V>[]): Promise<readonly StatsOutcome<V>[]>;
}

export interface StatsLookupOptions {
  readonly cache: Pick<TieredCache, 'readMany'>;
  readonly resources: Resources;
}

export const createStatsLookup = ({ cache, resources }: StatsLookupOptions): StatsLookup => {
  const readAll = async <V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]> =>
    queries.length === 0 ? [] : cache.readMany(queries);
  return {
    async ask<V>(questions: readonly StatsQuestion<V>[]) {
      const answers = await readAll(questions.map(({ query }) => query));
      // Only a player's own document tells a season without a line from a player who does not exist.
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
      // Without his document nobody can say which of the two it is.
      if (player?.kind === 'failed') return player;
      return { kind: player?.kind === 'absent' ? 'player-not-found' : 'no-stats', answer };
    case 'failed':
      return { kind: 'failed', error: answer.error };
  }
};
