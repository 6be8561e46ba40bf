import { directoryIndex } from './directory/name-index.ts';
import type { Directory, DirectoryPlayer } from './directory/directory.ts';
import { isActive } from './directory/merge.ts';
import { matchName } from './matching.ts';
import { nameForm } from './names.ts';

/** The one active player of that name, or why there is not one. */
export const bearerOf = (directory: Directory, name: string): DirectoryPlayer | 'unknown' | 'retired' | 'ambiguous' => {
  const found = matchName(nameForm(name), directoryIndex(directory));
  // A surname alone is somebody else's.
  if (found === undefined || found.match === 'surname') return 'unknown';
  const [active, ...others] = found.candidates.filter(isActive);
  if (active === undefined) return 'retired';
  return others.length === 0 ? active : 'ambiguous';
};
