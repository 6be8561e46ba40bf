import type { Query } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { decodeDirectory, type Directory } from '../names/index.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { directoryPolicy } from './policies.ts';

// Measured with its index of names, which is as large as itself.
const DECODED_WEIGHT = 9;

/** The directory for those who only take it where it is cached: a roster, of which it may be made. */
export const storedDirectory = ({ calendar, clock }: ResourceContext, league: LeagueId): Query<Directory> => {
  const key = entryKey(league, 'directory');
  return {
    key,
    namespace: league,
    policy: directoryPolicy(calendar, league, clock.now()),
    scopes: [SCOPE.all, SCOPE.rosters, SCOPE.directory],
    source: { key, load: () => Promise.reject(new Error('A stored directory is not loaded')) },
    decode: (json) => decodeDirectory(json, league),
    decodedWeight: DECODED_WEIGHT,
  };
};
