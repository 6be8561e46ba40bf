import { aliasesOf } from '../names/aliases.ts';
import { isInOtherScript, type MatchKind, type NameForm } from '../names/index.ts';
import { matchAlias, matchName } from '../names/match.ts';
import type { NamedPlayer, NameIndex } from '../names/name-index.ts';
import type { LeagueId } from '../model.ts';

/** A name with everything that it may be on file as. */
export interface SoughtName {
  /** In Latin letters. */
  readonly form: NameForm;
  /** Groups of other names, the most certain first. */
  readonly aliases: readonly (readonly NameForm[])[];
  /** Whether the form is a reading of a name in another script: no name on file is exactly that. */
  readonly isReading: boolean;
}

/** Undefined for a name in a script that has no certain reading in Latin letters. */
export const soughtName = async (league: LeagueId, form: NameForm): Promise<SoughtName | undefined> => {
  if (!isInOtherScript(form)) return { form, aliases: aliasesOf(league, form), isReading: false };
  const { readingsOf } = await import('../names/romanize.ts');
  const [reading, ...others] = readingsOf(form);
  if (reading === undefined) return undefined;
  const aliases = [others, ...[reading, ...others].flatMap((each) => aliasesOf(league, each))];
  return { form: reading, aliases: aliases.filter((group) => group.length > 0), isReading: true };
};

/** What an index has for a name. */
export interface SoughtMatch<P> {
  readonly match: MatchKind;
  readonly candidates: readonly P[];
  /** Playing, and of another form of the name. Only where none of the candidates plays: either may be meant. */
  readonly byOtherName: readonly P[];
}

export interface Standing<P> {
  /** Players who cannot be shown are left out. */
  readonly isShown: (player: P) => boolean;
  readonly isPlaying: (player: P) => boolean;
}

/** The one rule of matching, whether the index is a directory or the hits of a search. */
export const matchSought = <P extends NamedPlayer>(
  { form, aliases, isReading }: SoughtName,
  index: NameIndex<P>,
  { isShown, isPlaying }: Standing<P>,
): SoughtMatch<P> | undefined => {
  const found = matchName(form, index, aliases, isShown);
  if (found === undefined) return undefined;
  const { candidates } = found;
  const mayBeAnother = found.match !== 'surname' && !candidates.some(isPlaying);
  const byOtherName = mayBeAnother ? matchAlias(index, aliases, (player) => isShown(player) && isPlaying(player)) : [];
  // A reading is one of several, so a player found by it is not found exactly.
  return { match: isReading && found.match === 'exact' ? 'alias' : found.match, candidates, byOtherName };
};
