import { isActive, nameForm, type Directory, type DirectoryPlayer } from '../names/index.ts';
import { matchName } from '../names/match.ts';
import { directoryIndex } from '../names/name-index.ts';

/** The one active player of that name, or why there is none. */
export const matchStarter = (
  directory: Directory,
  name: string,
): DirectoryPlayer | 'unknown' | 'retired' | 'ambiguous' => {
  const found = matchName(nameForm(name), directoryIndex(directory));
  // The list has full names: a player with the same surname only is another person.
  if (found === undefined || found.match === 'surname') return 'unknown';
  const [active, ...others] = found.candidates.filter(isActive);
  if (active === undefined) return 'retired';
  return others.length === 0 ? active : 'ambiguous';
};
