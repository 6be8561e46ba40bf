import { hours, type Query } from '../../cache/index.ts';
import { encodeDirectory, type Directory } from '../names/index.ts';
import type { LeagueId } from '../model/index.ts';
import { directoryPolicy } from './policies.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';
import { storedDirectory } from './directory-stored.ts';

// A directory that lacks some rosters is answered from, and loaded again soon.
const INCOMPLETE_FRESH_MS = hours(1);

/** Every player of a league. Fails with `unsupported` for colleges. */
export const directoryQuery = (context: ResourceContext, league: LeagueId): Query<Directory> => {
  const { calendar, clock } = context;
  const stored = storedDirectory(context, league);
  const { key, scopes } = stored;
  const query: Query<Directory> = {
    ...stored,
    source: {
      key,
      async load(call) {
        // The warmer loads it once a day: functions that only read a directory do not load this code.
        const { loadDirectory } = await import('./directory-load.ts');
        const { directory, isComplete } = await loadDirectory(context, query, league, call);
        const whole = directoryPolicy(calendar, league, clock.now());
        const policy = isComplete ? whole : { ...whole, freshFor: Math.min(whole.freshFor, INCOMPLETE_FRESH_MS) };
        const { doubtDirectory } = await import('../doubts/index.ts');
        const held = latestOf(call.held()) as Directory | undefined;
        const doubt = doubtDirectory({ brought: onTeams(directory), held: held && onTeams(held) });
        return inDoubt([{ key, value: encodeDirectory(directory), policy, scopes }], doubt);
      },
    },
  };
  return query;
};

const onTeams = ({ players }: Directory): number => players.filter(({ teamId }) => teamId !== null).length;
