import { wordsOf } from '../names/index.ts';
import type { LeagueId, ListedTeam } from '../model/index.ts';
import { keysOf } from './fold.ts';
import { spellingsOf, type Spellings } from './spellings.ts';

// One chunk for both: a text that names no team needs them one after the other.
export { suggestTeams } from './suggestions.ts';

/**
 * The teams of a list that a text names by the most certain way that names any: the abbreviation, the name or slug,
 * another source's abbreviation, the nickname or short name, the place, another or a former name, a part of a former
 * name, the first or last words of the name.
 */
export const matchTeams = (league: LeagueId, teams: readonly ListedTeam[], text: string): readonly ListedTeam[] => {
  const keys = keysOf(text);
  const [letters = ''] = keys;
  if (letters === '') return [];
  const all = spellingsOf(league, teams);
  const isMeant = ({ ways }: Spellings, way: number): boolean => {
    const spelling = ways[way];
    if (spelling === undefined) return false;
    const isAbbreviation = spelling.kind === 'abbreviation';
    return isAbbreviation ? spelling.keys.has(letters) : keys.some((key) => spelling.keys.has(key));
  };
  for (const way of all[0]?.ways.keys() ?? []) {
    const found = all.filter((spellings) => isMeant(spellings, way));
    if (found.length > 0) return clubsFirst(found);
  }
  const words = ` ${wordsOf(text).join(' ')} `;
  return clubsFirst(all.filter(({ name }) => name.startsWith(words) || name.endsWith(words)));
};

/** A guest of the league is meant only where no club is. */
const clubsFirst = (found: readonly Spellings[]): readonly ListedTeam[] => {
  const teams = found.map(({ team }) => team);
  const clubs = teams.filter(({ exhibition }) => exhibition !== true);
  return clubs.length > 0 ? clubs : teams;
};
