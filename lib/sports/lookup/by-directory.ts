import { hours, type Found } from '../../cache/index.ts';
import { aliasesOf } from '../names/aliases.ts';
import type { Directory, NameForm } from '../names/index.ts';
import { matchName } from '../names/match.ts';
import { directoryIndex } from '../names/name-index.ts';
import { exactBySearch } from './by-search.ts';
import { candidateOfRow } from './candidate.ts';
import { matchedAs, type Matched, type NameMatch, type Unmatched } from './matches.ts';
import type { ResolveContext } from './resolve-context.ts';

// After this, the search may know players signed since the directory was loaded.
const COMPLETE_FOR_MS = hours(1);

/**
 * Matches every name against the directory. A full name without a match is searched for once the directory is an hour
 * old. The search can only add a player of that very name; where it fails, the directory alone decides.
 */
export const byDirectory = async (
  context: ResolveContext,
  directory: Found<Directory>,
  names: readonly NameForm[],
): Promise<readonly NameMatch[]> => {
  const listed = new Map(names.map((name) => [name, matchListed(context, directory, name)]));
  const isOld = context.clock.now() - directory.entry.loadedAt > COMPLETE_FOR_MS;
  const maySearch = isOld && context.canSearch(context.league);
  const sought = names.filter((name) => maySearch && listed.get(name) === undefined && name.base.includes(' '));
  const hits = await exactBySearch(context, sought);
  const searched = new Map(sought.map((name, index) => [name, hits[index]]));
  return Promise.all(
    names.map(async (name) => listed.get(name) ?? searched.get(name) ?? (await unmatched(directory, name))),
  );
};

const matchListed = ({ league }: ResolveContext, directory: Found<Directory>, name: NameForm): Matched | undefined => {
  const listed = directory.value();
  const found = matchName(name, directoryIndex(listed), aliasesOf(league, name));
  if (found === undefined) return undefined;
  const candidates = found.candidates.map((row) => candidateOfRow(listed, row));
  return matchedAs(found.match, candidates, [directory]);
};

const unmatched = async (directory: Found<Directory>, name: NameForm): Promise<Unmatched> => {
  const { suggest } = await import('../names/suggestions.ts');
  const listed = directory.value();
  const near = suggest(name, directoryIndex(listed)).map((row) => candidateOfRow(listed, row));
  return { kind: 'unmatched', near, consulted: [directory] };
};
