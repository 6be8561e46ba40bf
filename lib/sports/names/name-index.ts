import type { Directory, DirectoryPlayer } from './directory.ts';
import { lettersOf, nameForm, type NameForm } from './name-form.ts';
import { surnamesOf } from './surnames.ts';

/** A player whom a name may mean: a row of the directory, or a hit of the provider's search. */
export interface NamedPlayer {
  readonly id: string;
  readonly name: string;
  readonly otherNames?: readonly string[];
}

export interface IndexedName<P> {
  readonly player: P;
  readonly form: NameForm;
}

/** Finds players by name without a scan. A typed suffix has to match; without one, players of any suffix are found. */
export interface NameIndex<P extends NamedPlayer> {
  readonly all: readonly IndexedName<P>[];
  /** By the name on file. */
  byName(wanted: NameForm): readonly P[];
  /** Players whose name on file has no suffix: providers drop it, so `Patrick Mahomes II` is `Patrick Mahomes`. */
  byNameWithoutSuffix(wanted: NameForm): readonly P[];
  /** By another name on file. */
  byOtherName(wanted: NameForm): readonly P[];
  bySurname(wanted: NameForm): readonly P[];
}

/** Most are the only one of their letters: a list for each would be a third of the index. */
type Names<P> = Map<string, IndexedName<P> | IndexedName<P>[]>;

export const createNameIndex = <P extends NamedPlayer>(players: readonly P[]): NameIndex<P> => {
  const names: Names<P> = new Map();
  const otherNames: Names<P> = new Map();
  const surnames: Names<P> = new Map();
  const all = players.map((player) => ({ player, form: nameForm(player.name) }));
  for (const indexed of all) {
    const { player, form } = indexed;
    put(names, lettersOf(form), indexed);
    for (const surname of surnamesOf(player.name, form)) put(surnames, lettersOf({ base: surname }), indexed);
    for (const name of player.otherNames ?? []) {
      const other = nameForm(name);
      put(otherNames, lettersOf(other), { player, form: other });
    }
  }
  return {
    all,
    byName: (wanted) => find(names, wanted, wanted.suffix),
    byNameWithoutSuffix: (wanted) => find(names, wanted, NO_SUFFIX),
    byOtherName: (wanted) => find(otherNames, wanted, wanted.suffix),
    bySurname: (wanted) => find(surnames, wanted, wanted.suffix),
  };
};

const indexes = new WeakMap<Directory, NameIndex<DirectoryPlayer>>();

/** The index of a directory, built on first use and remembered for as long as the directory is in memory. */
export const directoryIndex = (directory: Directory): NameIndex<DirectoryPlayer> => {
  const known = indexes.get(directory);
  if (known !== undefined) return known;
  const index = createNameIndex(directory.players);
  indexes.set(directory, index);
  return index;
};

const NO_SUFFIX = '';

/** `suffix`: null for any, `NO_SUFFIX` for none. */
const find = <P>(index: Names<P>, wanted: NameForm, suffix: string | null): readonly P[] => {
  const known = index.get(lettersOf(wanted)) ?? [];
  const sameLetters = Array.isArray(known) ? known : [known];
  const found = suffix === null ? sameLetters : sameLetters.filter(({ form }) => (form.suffix ?? NO_SUFFIX) === suffix);
  return [...new Set(found.map(({ player }) => player))];
};

const put = <P>(index: Names<P>, key: string, value: IndexedName<P>): void => {
  if (key === '') return;
  const known = index.get(key);
  if (known === undefined) index.set(key, value);
  else if (Array.isArray(known)) known.push(value);
  else index.set(key, [known, value]);
};
