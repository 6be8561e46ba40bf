import type { Clock, TieredCache } from '../../lib/cache/index.ts';
import { createPurgeForMoves, type MovesRun, type PurgeForMovesOptions } from '../../lib/sports/moves/run.ts';
import type { LeagueId, PlayerId, TeamId } from '../../lib/sports/model/index.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import type { ReloadMessage } from '../../lib/sports/moves/reload.ts';
import type { TransactionRecord, Upstream } from '../../lib/sports/upstream/index.ts';
import { createDomain, type Domain } from './domain.ts';
import { createMemoryDocumentStore } from './memory-document-store.ts';
import { createMemorySharedTier } from './memory-shared-tier.ts';

/** A move as the provider lists it: a day, a team and a text. */
export const moveOf = (
  description: string,
  teamId: string | null = null,
  day = '2025-11-03T08:00Z',
): TransactionRecord => ({ date: Date.parse(day), description, teamId: teamId as TeamId | null });

export interface MovesWorldOptions {
  readonly clock: Clock;
  readonly upstream: Upstream;
  readonly documents?: DocumentStore;
  readonly options?: Partial<PurgeForMovesOptions>;
}

/** Environments that answer questions and a purge function, over shared tiers. */
export const createMovesWorld = ({
  clock,
  upstream,
  documents = createMemoryDocumentStore(),
  options,
}: MovesWorldOptions) => {
  const shared = [
    createMemorySharedTier('l2', { clock, durable: true }),
    createMemorySharedTier('l3', { clock, durable: true }),
  ];
  const sent: ReloadMessage[] = [];
  const environment = (): Domain => createDomain({ upstream, clock, shared });

  /** A purge function in a process of its own. */
  const purger = (change: { readonly cache?: (cache: TieredCache) => PurgeForMovesOptions['cache'] } = {}) => {
    const { cache, resources, context } = environment();
    return createPurgeForMoves({
      cache: change.cache?.(cache) ?? cache,
      resources,
      upstream,
      documents,
      calendar: context.calendar,
      clock,
      sendReload(message) {
        sent.push(message);
        return Promise.resolve();
      },
      deadline: () => new AbortController().signal,
      ...options,
    });
  };

  return { shared, documents, sent, environment, purger };
};

/** The id of the team in an environment's document of a player; null for none. */
export const teamOf = async ({ cache, resources, drain }: Domain, id: string): Promise<string | null | undefined> => {
  const answer = await cache.read(resources.player('nfl', id as PlayerId));
  await drain();
  return answer.kind === 'value' ? (answer.value().team?.id ?? null) : undefined;
};

/** Whether a player is on an environment's roster of a team. */
export const isListed = async (
  { cache, resources, drain }: Domain,
  team: string,
  id: string,
): Promise<boolean | undefined> => {
  const answer = await cache.read(resources.roster('nfl', team as TeamId));
  await drain();
  return answer.kind === 'value' ? answer.value().players.some((player) => player.id === id) : undefined;
};

/** What a run did, in one line. */
export const lineOf = ({ kind, moves, scopes }: MovesRun): string =>
  `${kind} ${moves} [${[...scopes].sort().join(' ')}]`;

export const NFL: LeagueId = 'nfl';
