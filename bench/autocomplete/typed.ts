import type { LeagueId } from '../../lib/sports/model/index.ts';

/** What somebody has typed so far, and the player they mean. */
export interface Typed {
  readonly league: LeagueId;
  readonly text: string;
  /** As the provider writes it. */
  readonly name: string;
}

const meant = (league: LeagueId, ...rows: readonly (readonly [text: string, name: string])[]): readonly Typed[] =>
  rows.map(([text, name]) => ({ league, text, name }));

/** Beginnings of real names: one to six letters, several words, initials, nicknames, accents, and slips of the finger. */
export const TYPED: readonly Typed[] = [
  ...meant(
    'nfl',
    // Before anybody has asked, the starting list is what a single letter can mean.
    ['m', 'Patrick Mahomes'],
    ['p', 'Patrick Mahomes'],
    ['ma', 'Patrick Mahomes'],
    ['josh', 'Josh Allen'],
    ['josh a', 'Josh Allen'],
    ['josh ja', 'Josh Jacobs'],
    ['allen j', 'Josh Allen'],
    ['hines', 'Josh Hines-Allen'],
    ['lamar', 'Lamar Jackson'],
    ['tj w', 'T.J. Watt'],
    ['t.j.', 'T.J. Watt'],
    ['t j wat', 'T.J. Watt'],
    ['aj bro', 'A.J. Brown'],
    ['cj s', 'C.J. Stroud'],
    ['stroud', 'C.J. Stroud'],
    ['jsn', 'Jaxon Smith-Njigba'],
    ['njig', 'Jaxon Smith-Njigba'],
    ['cmc', 'Christian McCaffrey'],
    ['arsb', 'Amon-Ra St. Brown'],
    ['st bro', 'Amon-Ra St. Brown'],
    ['deebo', 'Deebo Samuel Sr.'],
    ['jamarr', "Ja'Marr Chase"],
    ['dandre', "D'Andre Swift"],
    ['hurts', 'Jalen Hurts'],
    ['dak', 'Dak Prescott'],
    ['nacua', 'Puka Nacua'],
    ['bo n', 'Bo Nix'],
    ['etienne', 'Travis Etienne Jr.'],
    ['mahoems', 'Patrick Mahomes'],
    ['Barkely', 'Saquon Barkley'],
  ),
  ...meant(
    'nba',
    ['l', 'LeBron James'],
    ['gia', 'Giannis Antetokounmpo'],
    ['lebron', 'LeBron James'],
    ['lbj', 'LeBron James'],
    ['Dončić', 'Luka Doncic'],
    ['jokić', 'Nikola Jokic'],
    ['wemb', 'Victor Wembanyama'],
    ['sga', 'Shai Gilgeous-Alexander'],
    ['kat', 'Karl-Anthony Towns'],
    ['steph', 'Stephen Curry'],
    ['cj mc', 'CJ McCollum'],
    ['rj', 'RJ Barrett'],
  ),
  ...meant(
    'mlb',
    ['o', 'Shohei Ohtani'],
    ['ohta', 'Shohei Ohtani'],
    ['acuña', 'Ronald Acuna Jr.'],
    ['tatis', 'Fernando Tatis Jr.'],
    ['bobby w', 'Bobby Witt Jr.'],
    ['jose ra', 'Jose Ramirez'],
    ['vladdy', 'Vladimir Guerrero Jr.'],
    ['jp craw', 'J.P. Crawford'],
  ),
  ...meant(
    'nhl',
    ['c', 'Connor McDavid'],
    ['mcd', 'Connor McDavid'],
    ['ovi', 'Alex Ovechkin'],
    ['sid', 'Sidney Crosby'],
    ['rnh', 'Ryan Nugent-Hopkins'],
    ['ekman', 'Oliver Ekman-Larsson'],
  ),
  ...meant('wnba', ['cai', 'Caitlin Clark'], ['aja', "A'ja Wilson"]),
  // A league without a directory: from the rosters that are held.
  ...meant('mbb', ['flagg', 'Cooper Flagg'], ['coop', 'Cooper Flagg']),
];
