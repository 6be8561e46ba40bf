import { aliasesOf } from '../names/aliases.ts';
import { isInOtherScript, type NameForm } from '../names/index.ts';
import { matchAlias, matchName } from '../names/match.ts';
import type { NamedPlayer, NameIndex } from '../names/name-index.ts';
import type { LeagueId, MatchKind } from '../model/index.ts';

/** A name with everything that it may be on file as. */
export interface SoughtName {
  readonly form: NameForm;
  /** Groups of other names, the most certain first. */
  readonly aliases: readonly (readonly NameForm[])[];
  /** Whether the provider's search may have it. It has names in Latin letters only. */
  readonly isSearchable: boolean;
}

/** A name with letters of another script is matched as it was typed: nothing says how it is spelled in Latin letters. */
export const soughtName = (league: LeagueId, form: NameForm): SoughtName =>
  isInOtherScript(form)
    ? { form, aliases: [], isSearchable: false }
    : { form, aliases: aliasesOf(league, form), isSearchable: true };

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
  { form, aliases }: SoughtName,
  index: NameIndex<P>,
  { isShown, isPlaying }: Standing<P>,
): SoughtMatch<P> | undefined => {
  const found = matchName(form, index, aliases, isShown);
  if (found === undefined) return undefined;
  const { candidates } = found;
  const mayBeAnother = found.match !== 'surname' && !candidates.some(isPlaying);
  const byOtherName = mayBeAnother ? matchAlias(index, aliases, (player) => isShown(player) && isPlaying(player)) : [];
  return { match: found.match, candidates, byOtherName };
};
