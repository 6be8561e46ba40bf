import { hours, minutes, type Clock, type TieredCache } from '../../cache/index.ts';
import type { Directory } from '../names/index.ts';
import type { LeagueId, PlayerId } from '../model.ts';
import type { Resources } from '../resources/index.ts';
import { STARTERS } from './starters-table.ts';

/** Why a name on the list is not somebody to load. */
export interface UnresolvedStarter {
  readonly name: string;
  /** no-directory: nobody holds a list of the league's players yet. */
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

// A directory is loaded once a day; until the first one there is, it is looked for every now and then.
const HELD = hours(1);
const NOT_HELD = minutes(5);

/** Finds the players of the starting lists in the directory, where one is held; nothing is loaded for it. */
export const createStarters = ({ cache, resources, clock, names = STARTERS }: StartersOptions) => {
  const found = new Map<LeagueId, { readonly until: number; readonly starters: StartersFound }>();

  return async (league: LeagueId): Promise<StartersFound> => {
    const known = found.get(league);
    if (known !== undefined && clock.now() < known.until) return known.starters;
    const listed = names[league];
    const [answer] = listed.length === 0 ? [] : await cache.getAllPresent([resources.directory(league)]);
    const isHeld = answer?.kind === 'value';
    const starters = isHeld ? await inDirectory(answer.value(), listed) : nobody(listed);
    found.set(league, { until: clock.now() + (isHeld ? HELD : NOT_HELD), starters });
    return starters;
  };
};

const nobody = (listed: readonly string[]): StartersFound => ({
  ids: [],
  unresolved: listed.map((name) => ({ name, why: 'no-directory' })),
});

const inDirectory = async (directory: Directory, listed: readonly string[]): Promise<StartersFound> => {
  // Indexes and rules: a question that nothing is predicted from does without.
  const { bearerOf } = await import('./match-starter.ts');
  const rows = listed.map((name) => ({ name, bearer: bearerOf(directory, name) }));
  return {
    ids: rows.flatMap(({ bearer }) => (typeof bearer === 'string' ? [] : [bearer.id])),
    unresolved: rows.flatMap(({ name, bearer }) => (typeof bearer === 'string' ? [{ name, why: bearer }] : [])),
  };
};
