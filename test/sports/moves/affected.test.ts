import { describe, expect, it } from 'vitest';
import type { Directory, DirectoryPlayer } from '../../../lib/sports/names/directory.ts';
import { affectedBy } from '../../../lib/sports/moves/affected.ts';
import type { Team } from '../../../lib/sports/model/index.ts';
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
  // A part of the name before.
  'Carlos De La Cruz',
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
  [...affectedBy([moveOf(text)], { league: 'nfl', directory, teams: TEAMS }).players]
    .map((id) => NAMES[Number(id)] ?? '')
    .sort();

const teamsIn = (text: string): readonly string[] =>
  [...affectedBy([moveOf(text)], { league: 'nfl', directory: undefined, teams: TEAMS }).teams].sort();

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

it('are not the teams whose places they are called by', () => {
  const players = [{ ...directory.players[0], id: '1', name: 'Dallas Clark', teamId: null } as DirectoryPlayer];
  const teams = [{ ...TEAMS[0], id: '6', name: 'Dallas Cowboys', location: 'Dallas', slug: '' } as Team];
  const affected = affectedBy([moveOf('Waived TE Dallas Clark.')], {
    league: 'nfl',
    directory: { league: 'nfl', players },
    teams,
  });
  expect({ players: [...affected.players], teams: [...affected.teams] }).toEqual({ players: ['1'], teams: [] });
});

describe('the teams that a move names', () => {
  it.each([
    ['Traded a pick to the Rams.', ['14']],
    ['Traded a pick to the Los Angeles Rams and the Eagles’ practice squad.', ['14', '21']],
    ['Named a coach.', []],
    ['Acquired WR A.J. Brown from Philadelphia for a pick.', ['21']],
    ['Traded a pick to the St. Louis Rams.', ['14']],
    ['Signed QB Philadelphia Smith to the KC practice squad.', ['21']],
  ])('%s', (text, ids) => {
    expect(teamsIn(text)).toEqual(ids);
  });
});
