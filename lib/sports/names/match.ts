import type { NameForm } from './name-form.ts';
import type { NamedPlayer, NameIndex } from './name-index.ts';
import { surnameForm } from './surnames.ts';

/**
 * exact: the name on file, whatever its case, accents, punctuation and suffix. alias: another name of the player.
 * surname: only the surname was typed.
 */
export type MatchKind = 'exact' | 'alias' | 'surname';

/** What an index has for a name. */
export interface IndexMatch<P extends NamedPlayer> {
  readonly match: MatchKind;
  /** Every player the name may mean; never empty where `matchName` gives it. */
  readonly candidates: readonly P[];
}

/**
 * The players a name may mean; undefined if there is none. `aliases` are groups of other ways to say it, the most
 * certain group first: a player of the very name comes before them all, and the first group with a match decides.
 */
export const matchName = <P extends NamedPlayer>(
  wanted: NameForm,
  index: NameIndex<P>,
  aliases: readonly (readonly NameForm[])[] = [],
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
    const found = attempt();
    if (found.candidates.length > 0) return found;
  }
  return undefined;
};

const byAlias = <P extends NamedPlayer>(
  forms: readonly NameForm[],
  playersOf: (form: NameForm) => readonly P[],
): IndexMatch<P> => ({ match: 'alias', candidates: [...new Set(forms.flatMap(playersOf))] });
