import { nameForm, surnameOf, type NameForm } from './names.ts';
import type { SearchHit } from './upstream.ts';

export type Match = 'exact' | 'surname' | 'none';

export interface NameMatch {
  readonly match: Match;
  /** Everybody the name may mean; more than one has to be told apart by who is active. */
  readonly candidates: readonly SearchHit[];
  /** Only when nobody matches: the nearest names. Never an answer. */
  readonly suggestions: readonly SearchHit[];
}

const MOST_SUGGESTIONS = 5;

/** Sorts a search's hits into those who bear the name and those who do not. */
export const matchName = (wanted: NameForm, hits: readonly SearchHit[]): NameMatch => {
  const formed = hits.map((hit) => ({ hit, form: nameForm(hit.name) }));
  const bearers = formed.filter(({ form }) => form.base === wanted.base);
  const exact = bySuffix(wanted, bearers);
  if (exact.length > 0) return { match: 'exact', candidates: hitsOf(exact), suggestions: [] };
  const namesakes = wanted.base.includes(' ') ? [] : formed.filter(({ form }) => surnameOf(form) === wanted.base);
  if (namesakes.length > 0) return { match: 'surname', candidates: hitsOf(namesakes), suggestions: [] };
  return { match: 'none', candidates: [], suggestions: hits.slice(0, MOST_SUGGESTIONS) };
};

interface Formed {
  readonly hit: SearchHit;
  readonly form: NameForm;
}

/** A typed suffix decides between bearers; untyped, every bearer is meant. */
const bySuffix = ({ suffix }: NameForm, bearers: readonly Formed[]): readonly Formed[] => {
  if (suffix === null) return bearers;
  const same = bearers.filter(({ form }) => form.suffix === suffix);
  // Providers drop suffixes: `Patrick Mahomes II` is on file as `Patrick Mahomes`.
  return same.length > 0 ? same : bearers.filter(({ form }) => form.suffix === null);
};

const hitsOf = (formed: readonly Formed[]): readonly SearchHit[] => formed.map(({ hit }) => hit);
