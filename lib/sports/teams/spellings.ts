import { wordsOf } from '../names/index.ts';
import type { LeagueId, ListedTeam } from '../model/index.ts';
import { keysOf, lettersIn } from './fold.ts';
import { NBA, WNBA } from './other-names-basketball.ts';
import { MLB } from './other-names-mlb.ts';
import { NFL } from './other-names-nfl.ts';
import { NHL } from './other-names-nhl.ts';
import type { OtherNames, OtherNamesTable } from './other-names.ts';

/** Colleges have no table: the provider's list has their short names. */
const OTHER_NAMES: Readonly<Partial<Record<LeagueId, OtherNamesTable>>> = {
  nfl: NFL,
  nba: NBA,
  wnba: WNBA,
  mlb: MLB,
  nhl: NHL,
};

/** One way to name a team, and what it is called that way. */
interface Way {
  readonly kind: 'abbreviation' | 'name' | 'nickname' | 'place' | 'otherName' | 'formerPart';
  /** Folded. Abbreviations have one form only: `Los Angeles` is no `LA`. */
  readonly keys: ReadonlySet<string>;
}

/** Everything a team is called. */
export interface Spellings {
  readonly team: ListedTeam;
  /** The words of its name, with a space around each. */
  readonly name: string;
  /** Its whole spellings, the most certain way to name a team first. */
  readonly ways: readonly Way[];
}

const remembered = new WeakMap<readonly ListedTeam[], readonly Spellings[]>();

/** Made once for each list of teams, and remembered for as long as that is in memory. */
export const spellingsOf = (league: LeagueId, teams: readonly ListedTeam[]): readonly Spellings[] => {
  const known = remembered.get(teams);
  if (known !== undefined) return known;
  const made = teams.map((team) => spellings(team, OTHER_NAMES[league]?.[team.id] ?? {}));
  remembered.set(teams, made);
  return made;
};

const spellings = (team: ListedTeam, { abbreviations = '', alsoCalled = [], former = [] }: OtherNames): Spellings => {
  const { abbreviation, name, slug, location, shortName } = team;
  const nicknames = [nicknameOf(team), shortName].flatMap((text) => text ?? []);
  // `Miami (OH)` is a Miami, too.
  const places = [location, location.replace(/\s*\(.*\)/, '')];
  return {
    team,
    name: ` ${wordsOf(name).join(' ')} `,
    ways: [
      byAbbreviation([abbreviation]),
      by('name', [name, slug]),
      byAbbreviation(abbreviations.split(' ')),
      by('nickname', nicknames),
      by('place', places),
      by('otherName', [...alsoCalled, ...former.map((parts) => parts.join(' '))]),
      by('formerPart', former.flat()),
    ],
  };
};

const byAbbreviation = (texts: readonly string[]): Way => ({
  kind: 'abbreviation',
  keys: new Set(texts.map(lettersIn)),
});

const by = (kind: Exclude<Way['kind'], 'abbreviation'>, texts: readonly string[]): Way => ({
  kind,
  keys: new Set(texts.flatMap(keysOf)),
});

/** `Rams` of `Los Angeles Rams`; the whole name where it does not begin with the place. */
const nicknameOf = ({ name, location }: ListedTeam): string =>
  location !== '' && name.startsWith(`${location} `) ? name.slice(location.length + 1) : name;
