import { HttpProblem } from '../../lib/http/problem.ts';
import { nameForm, type NameForm } from '../../lib/sports/names.ts';
import type { SearchHit } from '../../lib/sports/upstream.ts';

/** A name in the form it is looked up by. Throws a problem naming `field` when there is too little of it. */
export const namedForm = (text: string, field: string): NameForm => {
  const form = nameForm(text);
  if (form.base.replace(/[^a-z]/g, '').length < 2) {
    throw new HttpProblem('invalid-parameter', `${field} must have at least two letters`, { field });
  }
  return form;
};

/** What the provider's search tells of a player: not his position. */
export const suggestionsOf = (hits: readonly SearchHit[]): readonly object[] =>
  hits.map(({ id, name, teamName }) => ({ id, name, team: teamName, position: null }));
