import { distance } from 'fastest-levenshtein';
import type { LeagueId, ListedTeam } from '../model/index.ts';
import { lettersIn } from './fold.ts';
import { spellingsOf } from './spellings.ts';

const MAX_SUGGESTIONS = 5;

// Longer text is no team.
const MAX_TYPED_LETTERS = 60;

/** The teams whose spellings are nearest to what was typed, the nearest first. Suggestions, never an answer. */
export const suggestTeams = (league: LeagueId, teams: readonly ListedTeam[], text: string): readonly ListedTeam[] => {
  const typed = lettersIn(text);
  if (typed.length < 2 || typed.length > MAX_TYPED_LETTERS) return [];
  const maxEdits = Math.max(1, Math.floor(typed.length / 3));
  return spellingsOf(league, teams)
    .map(({ team, name, ways }) => {
      const spelled = [...ways.flatMap(({ keys }) => [...keys]), ...name.split(' ')];
      return { team, edits: Math.min(...spelled.map((letters) => editsTo(typed, letters, maxEdits))) };
    })
    .filter(({ team, edits }) => edits <= maxEdits && team.exhibition !== true)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ team }) => team);
};

const editsTo = (typed: string, spelled: string, maxEdits: number): number =>
  Math.abs(typed.length - spelled.length) > maxEdits ? Infinity : distance(typed, spelled);
