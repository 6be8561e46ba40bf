import type { Failed } from '../../cache/index.ts';
import type { LeagueId, PlayerId, SeasonType, StatLine } from '../model.ts';
import type { NameForm } from '../names/index.ts';
import type { Resolution, ResolvedMany, ResolvedNone } from './resolution.ts';
import type { NameResolver } from './resolver.ts';
import type { Resources, StatsOf } from '../resources/index.ts';
import type { StatsLookup, StatsOutcome } from './stats.ts';

export interface BatchRequest {
  readonly league: LeagueId;
  readonly ids: readonly PlayerId[];
  readonly names: readonly { readonly text: string; readonly form: NameForm }[];
  readonly season: number;
  readonly type: SeasonType;
}

export type BatchSubject = { readonly id: PlayerId } | { readonly name: string };

/** One failure or unknown name never affects the other players of the batch. */
export type BatchOutcome = StatsOutcome<StatLine> | ResolvedMany | ResolvedNone;

export interface BatchItem {
  readonly subject: BatchSubject;
  /** How the name was resolved; undefined where an id was given. */
  readonly resolution: Resolution | undefined;
  readonly outcome: BatchOutcome;
}

export interface BatchStats {
  /** The items: ids first, then names, each in the order of the request. */
  ask(request: BatchRequest): Promise<readonly BatchItem[]>;
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
  async ask({ league, ids, names, season, type }) {
    const forms = names.map(({ form }) => form);
    const resolutions = await resolver.resolve(league, forms, {});
    const players: readonly ResolvedSubject[] = [
      ...ids.map((id) => ({ subject: { id }, resolution: undefined, of: { league, id, type } })),
      ...names.map(({ text }, index) => resolvedSubject({ name: text }, resolutions[index], { league, type })),
    ];
    const known = players.flatMap(({ of }) => (of === undefined ? [] : [of]));
    const outcomes = await lookup.ask(known.map((of) => ({ of, query: resources.statLine(of, season) })));
    const outcomeOf = new Map(known.map((of, index) => [of, outcomes[index]]));
    return players.map(({ subject, resolution, of }) => ({
      subject,
      resolution,
      outcome: (of === undefined ? undefined : outcomeOf.get(of)) ?? unresolved(resolution),
    }));
  },
});

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

/** The players of a batch who have stats; their documents are not decoded for it. */
export const playersWithStats = (items: readonly BatchItem[]): readonly PlayerId[] =>
  items.flatMap(({ subject, resolution, outcome }) => {
    if (outcome.kind !== 'ok') return [];
    if ('id' in subject) return [subject.id];
    return resolution?.kind === 'one' ? [resolution.id] : [];
  });

const unresolved = (resolution: Resolution | undefined): Failed | ResolvedMany | ResolvedNone =>
  resolution === undefined || resolution.kind === 'one'
    ? { kind: 'failed', error: new Error('The name was not resolved') }
    : resolution;
