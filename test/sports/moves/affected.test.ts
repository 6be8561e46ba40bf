import { describe, expect, it } from 'vitest';
import type { Directory, DirectoryPlayer } from '../../../lib/sports/names/directory.ts';
import { affectedBy } from '../../../lib/sports/moves/affected.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { moveOf } from '../../support/moves-world.ts';

const NAMES = [
  'Odell Beckham Jr.',
  'Nikola Jokić',
  'Amon-Ra St. Brown',
  'Marvin Harrison Jr.',
  'Marvin Harrison',
  'A.J. Brown',
  "D'Andre Swift",
  'Michael Carter',
  'Michael Carter II',
  'Nenê',
  'Juan Carlos De La Cruz III',
  'Jordan Smith',
  'Jordan',
];

const directory: Directory = {
  league: 'nfl',
  players: NAMES.map(
    (name, index) =>
      ({
        id: String(index),
        name,
        otherNames: name === 'Jordan Smith' ? ['Jay Smith'] : [],
        teamId: null,
        position: 'WR',
        jersey: null,
        status: 'active',
        from: 'roster',
      }) as unknown as DirectoryPlayer,
  ),
};

const playersIn = (text: string): readonly string[] =>
  [...affectedBy([moveOf(text)], { directory, teams: TEAMS }).players].map((id) => NAMES[Number(id)] ?? '').sort();

const teamsIn = (text: string): readonly string[] =>
  [...affectedBy([moveOf(text)], { directory: undefined, teams: TEAMS }).teams].sort();

describe('the players that a move names', () => {
  it.each([
    ['Released WR Odell Beckham, Jr.', ['Odell Beckham Jr.']],
    ['Released WR ODELL BECKHAM from injured reserve.', ['Odell Beckham Jr.']],
    ['Signed C Nikola Jokic to an extension.', ['Nikola Jokić']],
    ['Signed Amon Ra St Brown.', ['Amon-Ra St. Brown']],
    ['Traded WR Amon-Ra St. Brown (ankle) to Denver.', ['Amon-Ra St. Brown']],
    ["Waived WR/RB D’Andre Swift's contract.", ["D'Andre Swift"]],
    ["Voided D'Andre Swift’s contract.", ["D'Andre Swift"]],
    ['Acquired A. J. Brown; waived Nene.', ['A.J. Brown', 'Nenê']],
    ['Activated Juan Carlos De La Cruz from the list.', ['Juan Carlos De La Cruz III']],
    ['Signed Jay Smith.', ['Jordan Smith']],
  ])('%s', (text, names) => {
    expect(playersIn(text)).toEqual(names);
  });

  it('are all players of that name, whatever its suffix', () => {
    expect(playersIn('Claimed S Michael Carter II off waivers.')).toEqual(['Michael Carter', 'Michael Carter II']);
    expect(playersIn('Drafted Marvin Harrison.')).toEqual(['Marvin Harrison', 'Marvin Harrison Jr.']);
  });

  it('are those with the longest name that fits', () => {
    expect(playersIn('Re-signed Jordan Smith.')).toEqual(['Jordan Smith']);
    expect(playersIn('Re-signed Jordan.')).toEqual(['Jordan']);
  });

  it('are not found within longer words, nor among staff', () => {
    expect(playersIn('Named Swiftly Brownlee an assistant coach.')).toEqual([]);
    expect(playersIn('')).toEqual([]);
    expect(playersIn('. , ; — 2026 ()')).toEqual([]);
  });
});

describe('the teams that a move names', () => {
  it.each([
    ['Traded a pick to the Rams.', ['14']],
    ['Traded a pick to the Los Angeles Rams and the Eagles’ practice squad.', ['14', '21']],
    ['Named a coach.', []],
  ])('%s', (text, ids) => {
    expect(teamsIn(text)).toEqual(ids);
  });
});
