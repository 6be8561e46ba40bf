import type { Absent, Answer, Found, Query, TieredCache } from '../../cache/index.ts';
import type { Career, Player, PlayerId } from '../model/index.ts';
import type { Resources, StatsOf } from '../resources/index.ts';

/** Stats, or one of three reasons why there are none. */
export type StatsOutcome<V> =
  | { readonly kind: 'ok'; readonly answer: Found<V> }
  | (Lineless & { readonly kind: 'player-not-found' })
  | NoStats
  | { readonly kind: 'failed'; readonly error: unknown };

/** There is no line, and what says so. */
export interface Lineless {
  readonly answer: Absent;
  /** The player's own document, or that there is none; undefined where a name was resolved to the player. */
  readonly document: Found<Player> | Absent | undefined;
}

/** The player exists, and not with the stats asked for. */
export interface NoStats extends Lineless {
  readonly kind: 'no-stats';
  readonly player: { readonly id: PlayerId; readonly name: string };
  /** The seasons that the player has lines of; undefined where that is not known. */
  readonly seasons: readonly number[] | undefined;
}

export interface StatsQuestion<V> {
  readonly of: StatsOf;
  readonly query: Query<V>;
}

export interface StatsLookup {
  /** Outcomes in the order of the questions. Reads the tiers at most three times, however many questions there are. */
  ask<V>(questions: readonly StatsQuestion<V>[]): Promise<readonly StatsOutcome<V>[]>;
}

export interface StatsLookupOptions {
  readonly cache: Pick<TieredCache, 'readMany' | 'getAllPresent'>;
  readonly resources: Resources;
}

/**
 * @example
 * const lookup = createStatsLookup({ cache, resources });
 * const of = { league: 'nfl', id, type: 'regular' } as const;
 * const [outcome] = await lookup.ask([{ of, query: resources.statLine(of, 2024) }]);
 */
export const createStatsLookup = ({ cache, resources }: StatsLookupOptions): StatsLookup => {
  const readAll = <V>(queries: readonly Query<V>[]): Promise<readonly Answer<V>[]> =>
    queries.length === 0 ? Promise.resolve([]) : cache.readMany(queries);
  const getPresent = async (queries: readonly Query<Career>[]): Promise<readonly (Answer<Career> | undefined)[]> =>
    queries.length === 0 ? [] : cache.getAllPresent(queries);
  return {
    async ask<V>(questions: readonly StatsQuestion<V>[]) {
      const answers = await readAll(questions.map(({ query }) => query));
      if (answers.every(isFound)) return answers.map((answer) => ({ kind: 'ok', answer }));
      const without = questions.filter((_question, index) => answers[index]?.kind === 'absent');
      // Only the player's own document tells a season without a line from a player who does not exist.
      const nameless = without.filter(({ of }) => of.name === undefined);
      const players = await readAll(nameless.map(({ of }) => resources.player(of.league, of.id)));
      const documents = new Map(nameless.map((question, index) => [question, players[index]]));
      const existing = without.filter(
        (question) => question.of.name !== undefined || documents.get(question)?.kind === 'value',
      );
      const careers = await getPresent(existing.map(({ of }) => resources.career(of)));
      const known = new Map(existing.map((question, index) => [question, careers[index]]));
      return questions.flatMap((question, index): StatsOutcome<V>[] => {
        const answer = answers[index];
        const { of } = question;
        const unanswered = { of, document: documents.get(question), career: known.get(question) };
        return answer === undefined ? [] : [outcome(answer, unanswered)];
      });
    },
  };
};

const isFound = <V>(answer: Answer<V>): answer is Found<V> => answer.kind === 'value';

/** A question without a line, and what else was read for it. */
interface Unanswered {
  readonly of: StatsOf;
  readonly document: Answer<Player> | undefined;
  readonly career: Answer<Career> | undefined;
}

const outcome = <V>(answer: Answer<V>, unanswered: Unanswered): StatsOutcome<V> => {
  switch (answer.kind) {
    case 'value':
      return { kind: 'ok', answer };
    case 'absent':
      return withoutLine(answer, unanswered);
    case 'failed':
      return { kind: 'failed', error: answer.error };
  }
};

const withoutLine = (answer: Absent, { of, document, career }: Unanswered): StatsOutcome<never> => {
  // Without the player's document it may be either of the two.
  if (document?.kind === 'failed') return document;
  if (document?.kind === 'absent') return { kind: 'player-not-found', answer, document };
  const name = of.name ?? document?.value().name ?? '';
  const seasons = career?.kind === 'value' ? career.value().seasons.map(({ season }) => season) : undefined;
  return { kind: 'no-stats', answer, document, player: { id: of.id, name }, seasons };
};
