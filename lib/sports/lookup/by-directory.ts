import { hours, type Found } from '../../cache/index.ts';
import { aliasesOf } from '../names/aliases.ts';
import type { Directory, NameForm } from '../names/index.ts';
import { directoryIndex } from '../names/name-index.ts';
import { matchName } from '../names/match.ts';
import type { Asking } from './asking.ts';
import { exactBySearch } from './by-search.ts';
import { candidateOfRow } from './candidate.ts';
import { seenAs, type Seen, type Sighting, type Unseen } from './matches.ts';

// Whoever was signed since may be known to the search.
const KNOWS_EVERYBODY_FOR = hours(1);

/**
 * Looks every name up in the directory. A full name that nobody bears is searched for once the directory is an hour
 * old; the search can only add a bearer of that very name, and without it the directory's word stands.
 */
export const byDirectory = async (
  asking: Asking,
  directory: Found<Directory>,
  names: readonly NameForm[],
): Promise<readonly Sighting[]> => {
  const listed = new Map(names.map((name) => [name, listedIn(asking, directory, name)]));
  const isOld = asking.clock.now() - directory.entry.loadedAt > KNOWS_EVERYBODY_FOR;
  const maySearch = isOld && asking.canSearch(asking.league);
  const sought = names.filter((name) => maySearch && listed.get(name) === undefined && name.base.includes(' '));
  const found = await exactBySearch(asking, sought);
  const searched = new Map(sought.map((name, index) => [name, found[index]]));
  const sightings = names.map(
    async (name) => listed.get(name) ?? searched.get(name) ?? (await unseen(directory, name)),
  );
  return Promise.all(sightings);
};

const listedIn = ({ league }: Asking, directory: Found<Directory>, name: NameForm): Seen | undefined => {
  const listed = directory.value();
  const found = matchName(name, directoryIndex(listed), aliasesOf(league, name));
  if (found === undefined) return undefined;
  const candidates = found.candidates.map((row) => candidateOfRow(listed, row));
  return seenAs(found.match, candidates, [directory]);
};

const unseen = async (directory: Found<Directory>, name: NameForm): Promise<Unseen> => {
  const { suggest } = await import('../names/suggestions.ts');
  const listed = directory.value();
  const near = suggest(name, directoryIndex(listed)).map((row) => candidateOfRow(listed, row));
  return { kind: 'unseen', near, consulted: [directory] };
};
