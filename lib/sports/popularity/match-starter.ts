import { directoryIndex } from '../names/name-index.ts';
import { isActive, nameForm, type Directory, type DirectoryPlayer } from '../names/index.ts';
import { matchName } from '../names/match.ts';

/** The one active player of that name, or why there is not one. */
export const bearerOf = (directory: Directory, name: string): DirectoryPlayer | 'unknown' | 'retired' | 'ambiguous' => {
  const found = matchName(nameForm(name), directoryIndex(directory));
  // A surname alone is somebody else's.
  if (found === undefined || found.match === 'surname') return 'unknown';
  const [active, ...others] = found.candidates.filter(isActive);
  if (active === undefined) return 'retired';
  return others.length === 0 ? active : 'ambiguous';
};
