import type { Bearer, NameIndex } from './name-index.ts';
import { surnameForm } from './surnames.ts';
import type { NameForm } from './name-form.ts';

/**
 * exact: the name on file, whatever its case, accents, punctuation and suffix. alias: another name of his. surname:
 * nothing but the surname was typed.
 */
export type Match = 'exact' | 'alias' | 'surname';

export interface NameMatch<B extends Bearer> {
  readonly match: Match;
  /** Everybody the name may mean; more than one has to be told apart by who is active. */
  readonly candidates: readonly B[];
}

/**
 * Who bears the name; undefined for nobody. `aliases` are other ways to say it, the surest first: they never beat a
 * bearer of the very name, and the first that finds somebody decides.
 */
export const matchName = <B extends Bearer>(
  wanted: NameForm,
  index: NameIndex<B>,
  aliases: readonly (readonly NameForm[])[] = [],
): NameMatch<B> | undefined => {
  if (wanted.base === '') return undefined;
  const attempts: readonly (() => NameMatch<B>)[] = [
    () => ({ match: 'exact', candidates: index.named(wanted) }),
    () => ({ match: 'alias', candidates: index.alsoNamed(wanted) }),
    ...aliases.map((forms) => () => aliased(forms, (form) => [...index.named(form), ...index.alsoNamed(form)])),
    () => ({ match: 'exact', candidates: index.namedWithoutSuffix(wanted) }),
    ...aliases.map((forms) => () => aliased(forms, (form) => index.namedWithoutSuffix(form))),
    () => ({ match: 'surname', candidates: index.surnamed(surnameForm(wanted)) }),
  ];
  for (const attempt of attempts) {
    const found = attempt();
    if (found.candidates.length > 0) return found;
  }
  return undefined;
};

const aliased = <B extends Bearer>(
  forms: readonly NameForm[],
  bearersOf: (form: NameForm) => readonly B[],
): NameMatch<B> => ({ match: 'alias', candidates: [...new Set(forms.flatMap(bearersOf))] });
