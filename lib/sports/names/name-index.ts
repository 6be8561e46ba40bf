import { lettersOf, nameForm, type NameForm } from './name-form.ts';
import type { Directory, DirectoryPlayer } from './directory.ts';
import { surnamesOf } from './surnames.ts';

/** Somebody whom a name may mean: a row of the directory, or what a search found. */
export interface Bearer {
  readonly id: string;
  readonly name: string;
  readonly otherNames?: readonly string[];
}

export interface Formed<B> {
  readonly bearer: B;
  readonly form: NameForm;
}

/** Who bears a name, without looking at everybody. A suffix that is typed decides; untyped, every bearer is meant. */
export interface NameIndex<B extends Bearer> {
  readonly everybody: readonly Formed<B>[];
  /** By the name on file. */
  named(wanted: NameForm): readonly B[];
  /** Those whose name on file has no suffix: providers drop them. `Patrick Mahomes II` is `Patrick Mahomes`. */
  namedWithoutSuffix(wanted: NameForm): readonly B[];
  /** By another name on file. */
  alsoNamed(wanted: NameForm): readonly B[];
  surnamed(wanted: NameForm): readonly B[];
}

export const createNameIndex = <B extends Bearer>(bearers: readonly B[]): NameIndex<B> => {
  const names = new Map<string, Formed<B>[]>();
  const otherNames = new Map<string, Formed<B>[]>();
  const surnames = new Map<string, Formed<B>[]>();
  const everybody = bearers.map((bearer) => ({ bearer, form: nameForm(bearer.name) }));
  for (const formed of everybody) {
    const { bearer, form } = formed;
    put(names, lettersOf(form), formed);
    for (const surname of surnamesOf(bearer.name, form)) put(surnames, lettersOf({ base: surname }), formed);
    for (const name of bearer.otherNames ?? []) {
      const other = nameForm(name);
      put(otherNames, lettersOf(other), { bearer, form: other });
    }
  }
  return {
    everybody,
    named: (wanted) => find(names, wanted, wanted.suffix),
    namedWithoutSuffix: (wanted) => find(names, wanted, NO_SUFFIX),
    alsoNamed: (wanted) => find(otherNames, wanted, wanted.suffix),
    surnamed: (wanted) => find(surnames, wanted, wanted.suffix),
  };
};

const indexes = new WeakMap<Directory, NameIndex<DirectoryPlayer>>();

/** Built when it is first asked for, and once for as long as the directory is in memory. */
export const directoryIndex = (directory: Directory): NameIndex<DirectoryPlayer> => {
  const known = indexes.get(directory);
  if (known !== undefined) return known;
  const index = createNameIndex(directory.players);
  indexes.set(directory, index);
  return index;
};

const NO_SUFFIX = '';

/** With this suffix; with any, for null. */
const find = <B>(
  index: ReadonlyMap<string, readonly Formed<B>[]>,
  wanted: NameForm,
  suffix: string | null,
): readonly B[] => {
  const formed = index.get(lettersOf(wanted)) ?? [];
  const meant = suffix === null ? formed : formed.filter(({ form }) => (form.suffix ?? NO_SUFFIX) === suffix);
  return [...new Set(meant.map(({ bearer }) => bearer))];
};

const put = <T>(index: Map<string, T[]>, key: string, value: T): void => {
  if (key === '') return;
  const known = index.get(key);
  if (known === undefined) index.set(key, [value]);
  else known.push(value);
};
