import { hours, isUnderWay, minutes, type Clock, type TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model/index.ts';
import type { Directory } from '../names/index.ts';
import type { Resources } from '../resources/index.ts';
import { STARTERS } from './starters-table.ts';

/** A name of the starting list that means no one active player. */
export interface UnresolvedStarter {
  readonly name: string;
  /** no-directory: the league's directory is not cached yet. */
  readonly why: 'unknown' | 'retired' | 'ambiguous' | 'no-directory';
}

export interface StartersFound {
  /** In the order of the list. */
  readonly ids: readonly PlayerId[];
  readonly unresolved: readonly UnresolvedStarter[];
}

export interface StartersOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'directory'>;
  readonly clock: Clock;
  readonly names?: Readonly<Record<LeagueId, readonly string[]>>;
}

// A directory is loaded once a day.
const FOUND_FOR_MS = hours(1);
// Without a directory: until the next look whether there is one.
const RETRY_AFTER_MS = minutes(5);

/**
 * Finds the players of a league's starting list in its directory, if that is cached; nothing is loaded.
 *
 * @example
 * const starters = createStarters({ cache, resources, clock });
 * const { ids, unresolved } = await starters('nfl');
 */
export const createStarters = ({ cache, resources, clock, names = STARTERS }: StartersOptions) => {
  const found = new Map<LeagueId, { readonly until: number; readonly starters: StartersFound }>();

  return async (league: LeagueId): Promise<StartersFound> => {
    const known = found.get(league);
    if (known !== undefined && isUnderWay(known.until, FOUND_FOR_MS, clock.now())) return known.starters;
    const list = names[league];
    const [directory] = list.length === 0 ? [] : await cache.getAllPresent([resources.directory(league)]);
    const isPresent = directory?.kind === 'value';
    const starters = isPresent ? await findIn(directory.value(), list) : withoutDirectory(list);
    found.set(league, { until: clock.now() + (isPresent ? FOUND_FOR_MS : RETRY_AFTER_MS), starters });
    return starters;
  };
};

const withoutDirectory = (list: readonly string[]): StartersFound => ({
  ids: [],
  unresolved: list.map((name) => ({ name, why: 'no-directory' })),
});

const findIn = async (directory: Directory, list: readonly string[]): Promise<StartersFound> => {
  // Matching is a chunk of its own: most cold starts do without.
  const { matchStarter } = await import('./match-starter.ts');
  const rows = list.map((name) => ({ name, match: matchStarter(directory, name) }));
  return {
    ids: rows.flatMap(({ match }) => (typeof match === 'string' ? [] : [match.id])),
    unresolved: rows.flatMap(({ name, match }) => (typeof match === 'string' ? [{ name, why: match }] : [])),
  };
};
