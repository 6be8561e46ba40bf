import { minutes, type LoadResult } from '../../cache/index.ts';
import { UpstreamError, type CareerTable } from '../upstream/index.ts';
import { valueOrNull, type ResourceContext } from './context.ts';
import type { Standing } from './known.ts';
import { playerQuery } from './player.ts';
import type { StatsOf } from './stats-keys.ts';
import { weighStats } from './stats-doubt.ts';
import { linesOf, type StatsLoad, type Subject } from './stats-lines.ts';
import { recallStats } from './stats-recall.ts';
import { keepUnnamed } from './unnamed-stats.ts';

// As long as a player's own absence is believed, even where that of a finished season's line lasts longer.
const UNKNOWN_PLAYER_MS = minutes(10);

/**
 * Every season that the provider has of a player, and what of it could not be had. Stats and name are two calls: what
 * one of them brought is kept where the other fails. An unknown player is asked for by name first, so that nobody who
 * does not exist costs a second call.
 */
export const loadStats = async (context: ResourceContext, load: StatsLoad): Promise<LoadResult> => {
  const { of } = load;
  const before = await recallStats(context, load);
  if (before.absent !== undefined) return before.absent;
  const { unnamed, standing } = before;
  const identifying = subjectOf(context, of, standing);
  const [first] = standing?.unknown === undefined ? [] : await Promise.allSettled([identifying]);
  if (first?.status === 'rejected' && isOverBudget(first.reason)) throw first.reason;
  if (first?.status === 'fulfilled' && first.value === null) return NO_SUCH_PLAYER;
  const payer = first?.status === 'rejected' ? standing?.unknown : undefined;
  const asking: Promise<CareerTable | null> =
    unnamed === undefined ? context.payFor(payer, load.ask) : Promise.resolve(unnamed.table);
  const [asked, identified] = await Promise.allSettled([asking, identifying]);
  // The player's own document is unmistakable: a stats host that does not know the player may say anything.
  if (identified.status === 'fulfilled' && identified.value === null) return NO_SUCH_PLAYER;
  const table = asked.status === 'fulfilled' ? asked.value : await asking;
  const subject = identified.status === 'fulfilled' ? identified.value : null;
  const experience = subject?.experience;
  if (table === null) return weighStats(load, { loaded: [], ...withoutCareer(load) }, { table, experience });
  if (subject === null) return keptWithoutName(context, load, { table, identifying });
  const lines = await linesOf(context, load, { table, subject, keptSince: unnamed?.loadedAt });
  const isEmpty = lines.loaded.length === 0 && table.missing === undefined;
  return weighStats(load, isEmpty ? { ...lines, ...withoutCareer(load) } : lines, { table, experience });
};

const NO_SUCH_PLAYER: LoadResult = { loaded: [], absentFor: UNKNOWN_PLAYER_MS };

const isOverBudget = (error: unknown): boolean => error instanceof UpstreamError && error.code === 'over-budget';

/** That there is no career, beside the line that was asked for: no other season has to be asked for to know that. */
const withoutCareer = ({ career, asked }: StatsLoad): Pick<LoadResult, 'absent'> =>
  career === undefined || asked === undefined ? {} : { absent: [career] };

interface Identified extends Subject {
  /** Seasons in the league; undefined where the document does not say. */
  readonly experience?: number;
}

// The stats do not say whose they are.
const subjectOf = async (
  context: ResourceContext,
  { league, id, name }: StatsOf,
  standing: Standing | undefined,
): Promise<Identified | null> => {
  if (name !== undefined) return { name, position: null };
  const answer = await context.read(playerQuery(context, league, id, standing));
  const player = await valueOrNull(Promise.resolve(answer));
  const witness = answer.kind === 'value' ? answer.entry.witness : undefined;
  if (player === null) return null;
  const { name: known, position } = player;
  return { name: known, position, ...(witness !== undefined && { experience: Number(witness) }) };
};

interface UnnamedStats {
  readonly table: CareerTable;
  /** Rejects with the reason for which there is no name. */
  readonly identifying: Promise<unknown>;
}

/** Nothing to answer with, but what was brought is kept for the next load. */
const keptWithoutName = async (
  context: ResourceContext,
  load: StatsLoad,
  { table, identifying }: UnnamedStats,
): Promise<LoadResult> => {
  const failure = await identifying.then(() => undefined, asError);
  const subject = { name: '', position: null };
  // A table with a gap is not kept: it would pass for a whole one.
  const lines =
    table.missing === undefined
      ? await linesOf(context, load, { table, subject, keptSince: undefined })
      : { loaded: [] };
  const [policy] = lines.loaded.map((line) => line.policy).sort((a, b) => a.freshFor - b.freshFor);
  return {
    loaded: policy === undefined ? [] : [keepUnnamed(load, table, policy)],
    ...(failure !== undefined && { failure }),
  };
};

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('The player could not be read', { cause: error });
