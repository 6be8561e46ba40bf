import type { MatchKind } from '../model/index.ts';
import type { NameForm } from './name-form.ts';
import type { NamedPlayer, NameIndex } from './name-index.ts';
import { surnameForm } from './surnames.ts';

/** What an index has for a name. */
export interface IndexMatch<P extends NamedPlayer> {
  readonly match: MatchKind;
  /** Every player the name may mean; never empty where `matchName` gives it. */
  readonly candidates: readonly P[];
}

/**
 * The players a name may mean; undefined if there is none. `aliases` are groups of other ways to say it, the most
 * certain group first: a player of the very name comes before them all, and the first group with a match decides.
 * `isMeant` leaves players out, as if they were not in the index.
 */
export const matchName = <P extends NamedPlayer>(
  wanted: NameForm,
  index: NameIndex<P>,
  aliases: readonly (readonly NameForm[])[] = [],
  isMeant: (player: P) => boolean = () => true,
): IndexMatch<P> | undefined => {
  if (wanted.base === '') return undefined;
  const attempts: readonly (() => IndexMatch<P>)[] = [
    () => ({ match: 'exact', candidates: index.byName(wanted) }),
    () => ({ match: 'alias', candidates: index.byOtherName(wanted) }),
    ...aliases.map((forms) => () => byAlias(forms, (form) => [...index.byName(form), ...index.byOtherName(form)])),
    () => ({ match: 'exact', candidates: index.byNameWithoutSuffix(wanted) }),
    ...aliases.map((forms) => () => byAlias(forms, (form) => index.byNameWithoutSuffix(form))),
    () => ({ match: 'surname', candidates: index.bySurname(surnameForm(wanted)) }),
  ];
  for (const attempt of attempts) {
    const { match, candidates } = attempt();
    const meant = candidates.filter(isMeant);
    if (meant.length > 0) return { match, candidates: meant };
  }
  return undefined;
};

/** Who has one of the aliases, whoever has the very name. */
export const matchAlias = <P extends NamedPlayer>(
  index: NameIndex<P>,
  aliases: readonly (readonly NameForm[])[],
  isMeant: (player: P) => boolean,
): readonly P[] => {
  for (const forms of aliases) {
    const full = byAlias(forms, (form) => [...index.byName(form), ...index.byOtherName(form)]).candidates;
    const found = full.length > 0 ? full : byAlias(forms, (form) => index.byNameWithoutSuffix(form)).candidates;
    const meant = found.filter(isMeant);
    if (meant.length > 0) return meant;
  }
  return [];
};

const byAlias = <P extends NamedPlayer>(
  forms: readonly NameForm[],
  playersOf: (form: NameForm) => readonly P[],
): IndexMatch<P> => ({ match: 'alias', candidates: [...new Set(forms.flatMap(playersOf))] });
