/**
 * Names as people type them and as providers file them, and the directory of a league's players. Matching (match.ts,
 * name-index.ts, aliases.ts, hints.ts) and merge-directory.ts are loaded on demand and named by their files: through
 * this list they would join every cold start.
 */
export { decodeDirectory, encodeDirectory, isActive, type Directory, type DirectoryPlayer } from './directory.ts';
export type { Hints } from './hints.ts';
export {
  isInOtherScript,
  lettersOf,
  nameForm,
  nameKey,
  nameText,
  partedForm,
  SUFFIXES,
  wordsOf,
  type NameForm,
} from './name-form.ts';
