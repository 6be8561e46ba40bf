import type { Failed } from '../../cache/index.ts';
import type { LeagueId, PlayerId, SeasonType, StatLine } from '../model.ts';
import type { NameForm } from '../names/index.ts';
import type { NameResolver, Resolution, ResolvedMany, ResolvedNone } from './resolver.ts';
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

/** What became of one player asked for. One bad name never spoils the others. */
export type BatchOutcome = StatsOutcome<StatLine> | ResolvedMany | ResolvedNone;

export interface BatchItem {
  readonly subject: BatchSubject;
  /** How the name was resolved; undefined where an id was given. */
  readonly resolution: Resolution | undefined;
  readonly outcome: BatchOutcome;
}

export interface BatchStats {
  /** Ids first, then names, each in the order asked. */
  ask(request: BatchRequest): Promise<readonly BatchItem[]>;
}

export interface BatchStatsOptions {
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly resources: Resources;
}

export const createBatchStats = ({ resolver, lookup, resources }: BatchStatsOptions): BatchStats => ({
  async ask({ league, ids, names, season, type }) {
    const forms = names.map(({ form }) => form);
    const resolutions = await resolver.resolve(league, forms, {});
    const players: readonly Named[] = [
      ...ids.map((id) => ({ subject: { id }, resolution: undefined, of: { league, id, type } })),
      ...names.map(({ text }, index) => named({ name: text }, resolutions[index], { league, type })),
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

interface Named {
  readonly subject: BatchSubject;
  readonly resolution: Resolution | undefined;
  /** Undefined: the name does not say whose stats are meant. */
  readonly of: StatsOf | undefined;
}

const named = (
  subject: BatchSubject,
  resolution: Resolution | undefined,
  { league, type }: { readonly league: LeagueId; readonly type: SeasonType },
): Named => {
  if (resolution?.kind !== 'one') return { subject, resolution, of: undefined };
  const { id, name } = resolution;
  return { subject, resolution, of: { league, id, type, name } };
};

const unresolved = (resolution: Resolution | undefined): Failed | ResolvedMany | ResolvedNone =>
  resolution === undefined || resolution.kind === 'one'
    ? { kind: 'failed', error: new Error('The name was not resolved') }
    : resolution;
