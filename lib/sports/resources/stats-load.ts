import { minutes, type LoadResult } from '../../cache/index.ts';
import type { CareerTable } from '../upstream.ts';
import { valueOrNull, type ResourceContext } from './context.ts';
import { playerQuery } from './player.ts';
import type { StatsOf } from './stats-keys.ts';
import { weighStats } from './stats-doubt.ts';
import { linesOf, type StatsLoad, type Subject } from './stats-lines.ts';
import { keepUnnamed, unnamedTable } from './unnamed-stats.ts';

// As long as a player's own absence is believed, even where that of a finished season's line lasts longer.
const UNKNOWN_PLAYER_MS = minutes(10);

/**
 * Every season that the provider has of a player, and what of it could not be had. Stats and name are two calls: what
 * one of them brought is kept where the other fails.
 */
export const loadStats = async (context: ResourceContext, load: StatsLoad): Promise<LoadResult> => {
  const { of } = load;
  const unnamed = of.name === undefined ? await unnamedTable(context, load) : undefined;
  const asking = unnamed === undefined ? load.ask() : Promise.resolve(unnamed.table);
  const identifying = subjectOf(context, of);
  const [asked, identified] = await Promise.allSettled([asking, identifying]);
  // The player's own document is unmistakable: a stats host that does not know the player may say anything.
  if (identified.status === 'fulfilled' && identified.value === null) {
    return { loaded: [], absentFor: UNKNOWN_PLAYER_MS };
  }
  const table = asked.status === 'fulfilled' ? asked.value : await asking;
  const subject = identified.status === 'fulfilled' ? identified.value : null;
  const experience = subject?.experience;
  if (table === null) return weighStats(load, { loaded: [] }, { table, experience });
  if (subject === null) return keptWithoutName(context, load, { table, identifying });
  const lines = await linesOf(context, load, { table, subject, keptSince: unnamed?.loadedAt });
  return weighStats(load, lines, { table, experience });
};

interface Identified extends Subject {
  /** Seasons in the league; undefined where the document does not say. */
  readonly experience?: number;
}

// The stats do not say whose they are.
const subjectOf = async (context: ResourceContext, { league, id, name }: StatsOf): Promise<Identified | null> => {
  if (name !== undefined) return { name, position: null };
  const answer = await context.read(playerQuery(context, league, id));
  const player = await valueOrNull(Promise.resolve(answer));
  const witness = answer.kind === 'value' ? answer.entry.witness : undefined;
  return player && { ...player, ...(witness !== undefined && { experience: Number(witness) }) };
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
