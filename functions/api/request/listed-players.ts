import * as v from 'valibot';
import { ListedId, ListedName } from '../../../lib/http/lazy-schemas.ts';
import type { Echo } from '../../../lib/http/answers/index.ts';
import { currentSeason } from '../../../lib/sports/calendar/season-year.ts';
import type { League } from '../../../lib/sports/leagues.ts';
import type { BatchItem, BatchRequest, BatchStats, Seasons } from '../../../lib/sports/lookup/index.ts';
import { isPlayerId, type PlayerId } from '../../../lib/sports/model/index.ts';
import { nameFault, typedForm, type NameForm } from '../../../lib/sports/names/name-form.ts';

/** An element that can mean nobody, and why. */
export interface InvalidElement {
  readonly kind: 'invalid';
  readonly reason: string;
}

/**
 * One element of a list of players. Lists come from other people's messages, so an element that is no player is an
 * outcome of its own and never refuses the others.
 */
export type ListedPlayer =
  | { readonly kind: 'id'; readonly id: PlayerId }
  | { readonly kind: 'name'; readonly text: string; readonly form: NameForm }
  | InvalidElement;

/** An element of a list of ids, which may be numbers. */
export const listedId = (element: unknown): ListedPlayer => {
  // As nearly everybody writes it; the schema says the same and takes a hundred times as long.
  if (typeof element === 'string' && isPlayerId(element)) return { kind: 'id', id: element };
  const parsed = v.safeParse(ListedId, element);
  return parsed.success ? { kind: 'id', id: parsed.output } : { kind: 'invalid', reason: parsed.issues[0].message };
};

/** An element of a list of names. */
export const listedName = (element: unknown): ListedPlayer => {
  const parsed = v.safeParse(ListedName, element);
  if (!parsed.success) return { kind: 'invalid', reason: parsed.issues[0].message };
  const form = typedForm(parsed.output);
  const fault = nameFault(form);
  return fault === undefined ? { kind: 'name', text: parsed.output, form } : { kind: 'invalid', reason: fault };
};

/** An element of a list where ids and names stand side by side. */
export const listedPlayer = (element: unknown): ListedPlayer =>
  typeof element === 'number' || (typeof element === 'string' && /^\d+$/.test(element))
    ? listedId(element)
    : listedName(element);

/** Asks for those who can be asked for, in one batch. The answers stand in the order of `listed`. */
export const askListed = async (
  batch: Pick<BatchStats, 'ask'>,
  listed: readonly ListedPlayer[],
  request: Omit<BatchRequest, 'ids' | 'names'>,
): Promise<readonly (BatchItem | InvalidElement)[]> => {
  const ids = listed.flatMap((element) => (element.kind === 'id' ? [element.id] : []));
  const names = listed.flatMap((element) => (element.kind === 'name' ? [element] : []));
  if (ids.length + names.length === 0) return listed.filter((element) => element.kind === 'invalid');
  const items = await batch.ask({ ...request, ids, names });
  const answers = { id: items.slice(0, ids.length).values(), name: items.slice(ids.length).values() };
  return listed.map((element) => {
    if (element.kind === 'invalid') return element;
    const { value: item } = answers[element.kind].next();
    if (item === undefined) throw new Error('The batch answered fewer players than it was asked for');
    return item;
  });
};

/** The season of a question that names none. Where nobody can be asked for, the calendar decides and nothing is loaded. */
export const seasonMeant = async (
  seasons: Pick<Seasons, 'current'>,
  league: League,
  listed: readonly ListedPlayer[],
  now: number,
): Promise<number> =>
  listed.every(({ kind }) => kind === 'invalid') ? currentSeason(league, now) : seasons.current(league.id);

export const isAnswered = (item: BatchItem | InvalidElement): item is BatchItem => 'outcome' in item;

const MAX_ECHO_CHARACTERS = 100;

/** What stood in the list, to be repeated in the answer: cut where it is long, null where it is no text or number. */
export const echoOf = (element: unknown): Echo => {
  if (typeof element === 'string' && element.length <= MAX_ECHO_CHARACTERS) return element;
  if (typeof element === 'string') return Array.from(element).slice(0, MAX_ECHO_CHARACTERS).join('');
  return typeof element === 'number' || typeof element === 'boolean' ? element : null;
};
