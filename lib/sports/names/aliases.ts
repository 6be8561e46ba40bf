import { SHORT_FORMS } from './given-names.ts';
import { NICKNAMES, RENAMED } from './nicknames.ts';
import type { LeagueId } from '../model/index.ts';
import { lettersOf, nameForm, partedForm, type NameForm } from './name-form.ts';

/**
 * Other names for a player, in groups, the most certain group first: nicknames and former names of that very person,
 * then forms of the given name. Meant for `matchName`, where a player of the very name comes before all of them.
 */
export const aliasesOf = (league: LeagueId, wanted: NameForm): readonly (readonly NameForm[])[] => {
  const persons = personsOf(league).get(lettersOf(wanted)) ?? [];
  const byPerson = persons.filter(({ suffix }) => isSameSuffix(suffix, wanted.suffix)).map(({ onFile }) => onFile);
  return [byPerson, byGivenName(partedForm(wanted))].filter((forms) => forms.length > 0);
};

interface Person {
  /** Of the alias: `LeBron James Jr.` is Bronny James, `LeBron James` is not. */
  readonly suffix: string | null;
  readonly onFile: NameForm;
}

/** Where either side has no suffix, the suffixes agree. */
const isSameSuffix = (suffix: string | null, typed: string | null): boolean =>
  suffix === typed || suffix === null || typed === null;

const tables = new Map<LeagueId, ReadonlyMap<string, readonly Person[]>>();

const personsOf = (league: LeagueId): ReadonlyMap<string, readonly Person[]> => {
  const known = tables.get(league);
  if (known !== undefined) return known;
  const table = new Map<string, Person[]>();
  const add = (alias: string, onFile: string): void => {
    const form = nameForm(alias);
    const person = { suffix: form.suffix, onFile: nameForm(onFile) };
    table.set(lettersOf(form), [...(table.get(lettersOf(form)) ?? []), person]);
  };
  for (const [one, other] of RENAMED[league] ?? []) {
    add(one, other);
    add(other, one);
  }
  for (const [alias, onFile] of Object.entries(NICKNAMES[league] ?? {})) add(alias, onFile);
  tables.set(league, table);
  return table;
};

/** By the letters of a name on file: the nicknames and former names under which its player is looked for as well. */
export const nicknamesByName = (league: LeagueId): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, string[]>();
  const add = (onFile: string, nickname: string): void => {
    const letters = lettersOf(nameForm(onFile));
    byName.set(letters, [...(byName.get(letters) ?? []), nickname]);
  };
  for (const [one, other] of RENAMED[league] ?? []) {
    add(one, other);
    add(other, one);
  }
  for (const [nickname, onFile] of Object.entries(NICKNAMES[league] ?? {})) add(onFile, nickname);
  return byName;
};

/** `pat surtain ii` may be on file as `patrick surtain ii`, and `michael king` as `mike king`. */
const byGivenName = ({ base, suffix }: NameForm): readonly NameForm[] => {
  const [given = '', ...surname] = base.split(' ');
  if (surname.length === 0) return [];
  return (givenNames().get(given) ?? []).map((other) => ({ base: [other, ...surname].join(' '), suffix }));
};

let byName: ReadonlyMap<string, readonly string[]> | undefined;

/** From long to short and from short to long, but not from one short form to another. */
const givenNames = (): ReadonlyMap<string, readonly string[]> => {
  if (byName !== undefined) return byName;
  const others = new Map<string, string[]>();
  const add = (name: string, other: string): void => {
    others.set(name, [...(others.get(name) ?? []), other]);
  };
  for (const [long, text] of Object.entries(SHORT_FORMS)) {
    for (const short of text.split(' ')) {
      add(short, long);
      add(long, short);
    }
  }
  byName = others;
  return others;
};
