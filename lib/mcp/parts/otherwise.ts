import {
  describe,
  type AnyResult,
  type ListedPlayer,
  type ListedTeam,
  type Ok,
  type Suggestion,
} from '../../client/index.ts';
import { originOf, told } from './answer.ts';
import { titleOf, type Person } from './person.ts';
import type { Choice } from './schema.ts';
import type { Outcome } from './tool.ts';

/** What a question came to where that is no document. */
export type Otherwise = Exclude<AnyResult, Ok<unknown>>;

export interface NamedAs {
  /** The member of the input that names somebody. */
  readonly field: string;
  readonly typed: string;
  readonly person: Person;
}

/** Says what a question came to that has no document, and what to try. Asks the person where a name means several. */
export const otherwise = (result: Otherwise, { field, typed, person }: NamedAs): Outcome => {
  switch (result.kind) {
    case 'ambiguous': {
      const candidates = choicesOf(result.candidates);
      return person.ask([{ field, typed, choices: candidates }]) ?? severalAnswer(result, candidates);
    }
    case 'not-found': {
      const suggestions = choicesOf(result.suggestions);
      const lines = [...suggestions.map(lineOf), ...(result.note === null ? [] : [result.note])];
      const structure = { kind: result.kind, choices: suggestions, ...originOf(result.meta) };
      return told({ lines, last: describe(result), structure });
    }
    case 'no-stats': {
      const { kind, player, seasons, meta } = result;
      const structure = {
        kind,
        ...(player && { id: player.id, name: player.name }),
        ...(seasons && { seasonsWithStats: seasons }),
        ...originOf(meta),
      };
      return told({ lines: [], last: describe(result), structure });
    }
    case 'no-table':
    case 'pending':
    case 'unavailable':
    case 'unauthorized':
    case 'invalid':
    case 'not-offered':
      return withoutAnswer(result);
  }
};

/** Those who may be meant, for the caller to ask about one of them. */
const severalAnswer = (result: Otherwise & { readonly kind: 'ambiguous' }, candidates: readonly Choice[]): Outcome => {
  const { kind, meta, note } = result;
  const lines = [...candidates.map(lineOf), ...(note === null ? [] : [note])];
  return told({ lines, last: describe(result), structure: { kind, choices: candidates, ...originOf(meta) } });
};

const withoutAnswer = (result: Otherwise): Outcome =>
  told({
    lines: [],
    last: `${describe(result)}${tryOf(result)}`,
    structure: { kind: result.kind },
    // A season without a table is a fact; all others are failures.
    isError: result.kind !== 'no-table',
  });

/** What may help, where `describe` does not say it. */
const tryOf = (result: Otherwise): string => {
  if (result.kind === 'no-table') return ' Ask about single players: player_stats, compare_players.';
  if (result.kind === 'unavailable' && result.retryAfterSeconds === null) return ' Try again in a minute.';
  if (result.kind === 'invalid' && result.field !== null) return ` Change ${result.field}.`;
  return result.kind === 'not-offered' ? ' league_calendar says what each league offers.' : '';
};

/** Of more, a name with more letters, a team or a position tells. */
const MAX_LISTED = 25;

export const choicesOf = (several: readonly (ListedPlayer | Suggestion | ListedTeam)[]): readonly Choice[] =>
  several.slice(0, MAX_LISTED).map((one) => {
    const parts = 'abbreviation' in one ? [one.abbreviation] : [one.position, one.team?.abbreviation];
    const detail = parts.filter((part) => part != null && part !== '').join(', ');
    const { id, name } = one;
    return { id, name, ...(detail !== '' && { detail }) };
  });

/** `3918298: Josh Allen (QB, BUF)` */
export const lineOf = (choice: Choice): string => `${choice.id}: ${titleOf(choice)}`;
