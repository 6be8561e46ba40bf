import { HttpProblem } from '../../../lib/http/problem.ts';
import { nameForm, type NameForm } from '../../../lib/sports/names/index.ts';
import type { Suggestion } from '../../../lib/sports/lookup/index.ts';

/** A name in the form it is looked up by. Throws a problem naming `field` when there is too little of it. */
export const namedForm = (text: string, field: string): NameForm => {
  const form = nameForm(text);
  if (form.base.replace(/[^a-z]/g, '').length < 2) {
    throw new HttpProblem('invalid-parameter', `${field} must have at least two letters`, { field });
  }
  return form;
};

export const suggestionsOf = (suggestions: readonly Suggestion[]): readonly object[] =>
  suggestions.map(({ id, name, teamName, position }) => ({ id, name, team: teamName, position }));
