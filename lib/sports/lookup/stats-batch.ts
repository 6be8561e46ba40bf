import type { Failed, Query } from '../../cache/index.ts';
import type { LeagueId, PlayerId, SeasonType, StatLine } from '../model/index.ts';
import type { Hints, NameForm } from '../names/index.ts';
import { leadFrom, leadsOn } from './leads-on.ts';
import { isPlaying } from './playing.ts';
import type { SeenPlayers } from './resolve-context.ts';
import type { Resolution, ResolvedMany, ResolvedNone } from './resolution.ts';
import type { NameResolver } from './resolver.ts';
import type { Resources, StatsOf } from '../resources/index.ts';
import type { StatsLookup, StatsOutcome } from './stats.ts';

/** The players of a batch. */
export interface BatchPlayers {
  readonly league: LeagueId;
  readonly ids: readonly PlayerId[];
  readonly names: readonly { readonly text: string; readonly form: NameForm }[];
  readonly type: SeasonType;
  /** What tells players of one name apart; for all names. */
  readonly hints?: Hints;
}

export interface BatchRequest extends BatchPlayers {
  readonly season: number;
}

export type BatchSubject = { readonly id: PlayerId } | { readonly name: string };

/** One failure or unknown name never affects the other players of the batch. */
export type BatchOutcome<V = StatLine> = StatsOutcome<V> | ResolvedMany | ResolvedNone;

export interface BatchItem<V = StatLine> {
  readonly subject: BatchSubject;
  /** How the name was resolved; undefined where an id was given. */
  readonly resolution: Resolution | undefined;
  readonly outcome: BatchOutcome<V>;
}

export interface BatchStats {
  /** The items: ids first, then names, each in the order of the request. */
  ask(request: BatchRequest): Promise<readonly BatchItem[]>;
  /** The same for other stats than a season's line. */
  askFor<V>(players: BatchPlayers, queryOf: (of: StatsOf) => Query<V>): Promise<readonly BatchItem<V>[]>;
}

export interface BatchStatsOptions {
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly resources: Resources;
}

/**
 * @example
 * const batch = createBatchStats({ resolver, lookup, resources });
 * const names = [{ text: 'Josh Allen', form: nameForm('Josh Allen') }];
 * const items = await batch.ask({ league: 'nfl', ids: [], names, season: 2024, type: 'regular' });
 */
export const createBatchStats = ({ resolver, lookup, resources }: BatchStatsOptions): BatchStats => ({
  ask(request) {
    return this.askFor(request, (of) => resources.statLine(of, request.season));
  },
  async askFor<V>({ league, ids, names, type, hints = {} }: BatchPlayers, queryOf: (of: StatsOf) => Query<V>) {
    const outcomesOf = (known: readonly StatsOf[]): Promise<readonly StatsOutcome<V>[]> =>
      lookup.ask(known.map((of) => ({ of, query: queryOf(of) })));
    const itemsOf = async (players: readonly ResolvedSubject[]): Promise<readonly BatchItem<V>[]> => {
      const known = players.flatMap(({ of }) => (of === undefined ? [] : [of]));
      const outcomes = await outcomesOf(known);
      const outcomeOf = new Map(known.map((of, index) => [of, outcomes[index]]));
      return players.map(({ subject, resolution, of }) => ({
        subject,
        resolution,
        outcome: (of === undefined ? undefined : outcomeOf.get(of)) ?? unresolved(resolution),
      }));
    };
    const resolve = async (some: BatchRequest['names'], seen?: SeenPlayers): Promise<readonly ResolvedSubject[]> => {
      const forms = some.map(({ form }) => form);
      const resolutions = await resolver.resolve(league, forms, hints, seen);
      return some.map(({ text }, index) => resolvedSubject({ name: text }, resolutions[index], { league, type }));
    };
    const byId = ids.map((id) => ({ subject: { id }, resolution: undefined, of: { league, id, type } }));
    const items = await itemsOf([...byId, ...(await resolve(names))]);

    // Without their names, the look-up reads the documents of players who have no line.
    const unseen = [...new Set(items.flatMap(unseenPlayer))];
    const outcomes = unseen.length === 0 ? [] : await outcomesOf(unseen.map((id) => ({ league, id, type })));
    const seen = new Map(unseen.flatMap((id, index) => seenAs(id, outcomes[index])));
    if (seen.size === 0) return items;
    const isSeen = (item: BatchItem<V> | undefined): boolean =>
      item?.resolution?.kind === 'one' && seen.has(item.resolution.id);
    const again = names.filter((_name, index) => isSeen(items[ids.length + index]));
    const instead = (await itemsOf(await resolve(again, seen))).values();
    return items.map((item) => (isSeen(item) && 'name' in item.subject ? (instead.next().value ?? item) : item));
  },
});

/** Whom the search found by the very name, and who has no line: somebody else of that name may be meant. */
const unseenPlayer = ({ resolution, outcome }: BatchItem<unknown>): readonly PlayerId[] => {
  if (resolution?.kind !== 'one' || outcome.kind !== 'no-stats') return [];
  const { id, match, player, searched } = resolution;
  return searched === 'provider' && match === 'exact' && player === undefined ? [id] : [];
};

const seenAs = (
  id: PlayerId,
  outcome: StatsOutcome<unknown> | undefined,
): readonly (readonly [PlayerId, 'gone' | 'retired'])[] => {
  if (outcome?.kind === 'player-not-found') return [[id, 'gone']];
  if (outcome?.kind !== 'no-stats' || outcome.document?.kind !== 'value') return [];
  return isPlaying(outcome.document.value()) ? [] : [[id, 'retired']];
};

/** A player of the request, after its name was resolved. */
interface ResolvedSubject {
  readonly subject: BatchSubject;
  readonly resolution: Resolution | undefined;
  /** Undefined where the name was not resolved to one player. */
  readonly of: StatsOf | undefined;
}

const resolvedSubject = (
  subject: BatchSubject,
  resolution: Resolution | undefined,
  { league, type }: { readonly league: LeagueId; readonly type: SeasonType },
): ResolvedSubject => {
  if (resolution?.kind !== 'one') return { subject, resolution, of: undefined };
  const { id, name } = resolution;
  return { subject, resolution, of: { league, id, type, name } };
};

/** The players of a batch whose stats lead to a prediction; their documents are not decoded for it. */
export const playersToPredictFrom = (items: readonly BatchItem[]): ReturnType<typeof leadFrom> => {
  const leads = items.flatMap(({ subject, resolution, outcome }) => {
    if (outcome.kind !== 'ok' || !leadsOn(outcome.answer)) return [];
    if ('id' in subject) return leadFrom(subject.id, outcome.answer);
    return resolution?.kind === 'one' ? leadFrom(resolution.id, outcome.answer) : [];
  });
  return { players: leads.flatMap(({ players }) => players), loaded: leads.flatMap(({ loaded }) => loaded) };
};

const unresolved = (resolution: Resolution | undefined): Failed | ResolvedMany | ResolvedNone =>
  resolution === undefined || resolution.kind === 'one'
    ? { kind: 'failed', error: new Error('The name was not resolved') }
    : resolution;
