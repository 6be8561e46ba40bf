import { hours, type Found } from '../../cache/index.ts';
import { isActive, type Directory, type DirectoryPlayer } from '../names/index.ts';
import { directoryIndex } from '../names/name-index.ts';
import { exactBySearch } from './by-search.ts';
import { candidateOfRow, type Candidate } from './candidate.ts';
import { candidatesOf, matchedAs, type Matched, type NameMatch, type Unmatched } from './matches.ts';
import type { ResolveContext } from './resolve-context.ts';
import { matchSought, type SoughtName } from './sought.ts';

// After this, the search may know players signed since the directory was loaded.
const COMPLETE_FOR_MS = hours(1);

/**
 * Matches every name against the directory. A full name without a match is searched for once the directory is an hour
 * old. The search can only add a player of that very name; where it fails, the directory alone decides.
 */
export const byDirectory = async (
  context: ResolveContext,
  directory: Found<Directory>,
  names: readonly SoughtName[],
): Promise<readonly NameMatch[]> => {
  const listed = new Map(names.map((name) => [name, matchListed(context, directory, name)]));
  const isOld = context.clock.now() - directory.entry.loadedAt > COMPLETE_FOR_MS;
  const maySearch = isOld && context.canSearch(context.league);
  const isSought = (name: SoughtName): boolean =>
    maySearch && name.isSearchable && listed.get(name) === undefined && name.form.base.includes(' ');
  const sought = names.filter(isSought);
  const hits = await exactBySearch(context, sought);
  const searched = new Map(sought.map((name, index) => [name, hits[index]]));
  return Promise.all(
    names.map(async (name) => listed.get(name) ?? searched.get(name) ?? (await unmatched(context, directory, name))),
  );
};

const matchListed = ({ seen }: ResolveContext, directory: Found<Directory>, name: SoughtName): Matched | undefined => {
  const listed = directory.value();
  const isShown = ({ id }: DirectoryPlayer): boolean => seen.get(id) !== 'gone';
  const found = matchSought(name, directoryIndex(listed), { isShown, isPlaying: isActive });
  if (found === undefined) return undefined;
  const candidateOf = (row: DirectoryPlayer): Candidate => candidateOfRow(listed, row);
  return matchedAs(found.match, candidatesOf(found, candidateOf), { consulted: [directory], searched: 'directory' });
};

const unmatched = async (
  { seen }: ResolveContext,
  directory: Found<Directory>,
  name: SoughtName,
): Promise<Unmatched> => {
  const { suggest } = await import('../names/suggestions.ts');
  const listed = directory.value();
  const near = suggest(name.form, directoryIndex(listed), isActive)
    .filter(({ id }) => seen.get(id) !== 'gone')
    .map((row) => candidateOfRow(listed, row));
  return { kind: 'unmatched', near, consulted: [directory], searched: 'directory' };
};
