import type { Answers } from '../../../lib/http/answers/index.ts';
import type { Game } from '../../../lib/sports/model/index.ts';
import type { Block } from '../blocks.ts';
import { gameTime, listText, moment, teamText } from './parts.ts';

export const leagues = ({ leagues: all }: Answers['leagues']): readonly Block[] => [
  {
    kind: 'table',
    columns: ['id', 'league', '>season', 'phase', 'window', 'next window', 'offers'],
    rows: all.map(({ id, name, season, phase, window, nextWindow, offers }) => [
      id,
      name,
      season.label,
      phase,
      window === null ? '-' : `${window.kind} until ${window.end.slice(0, 10)}`,
      nextWindow === null ? '-' : `${nextWindow.kind}, ${nextWindow.start.slice(0, 10)}`,
      Object.entries(offers)
        .filter(([, has]) => has)
        .map(([what]) => what)
        .join(' '),
    ]),
  },
];

export const teams = ({ league, season, teams: all }: Answers['teams']): readonly Block[] => [
  { kind: 'title', text: `${league} ${season}: ${all.length} teams` },
  {
    kind: 'table',
    columns: ['>id', '', 'name', 'location', 'slug'],
    rows: all.map(({ id, abbreviation, name, location, slug }) => [id, abbreviation, name, location, slug]),
  },
];

export const team = ({ league, team: of, record, standing, next, current }: Answers['team']): readonly Block[] => [
  { kind: 'title', text: `${of.name} (${of.abbreviation}, ${league} ${of.id})` },
  {
    kind: 'fields',
    fields: [
      ['record', record === null ? null : record.summary],
      ['standing', standing === null ? null : standing.summary],
      ['now', current === null ? null : gameText(current)],
      ['next', next === null ? null : gameText(next)],
      ['colours', listText([of.color, of.alternateColor], ', ') || null],
      ['logo', of.logo],
    ],
  },
];

/** Away at home, as scoreboards have it. */
const sides = ({ teams: both }: Game): string =>
  [...both]
    .sort((a, b) => Number(a.home) - Number(b.home))
    .map(({ abbreviation, score }) => listText([abbreviation, score === null ? null : `${score}`], ' '))
    .join(' at ');

const gameText = (game: Game): string => listText([sides(game), gameTime(game), game.venue?.name, game.broadcast]);

export const live = ({ league, asOf, games, earlier }: Answers['live']): readonly Block[] => [
  { kind: 'title', text: `${league}: ${games.length} games, as of ${moment(asOf)}` },
  {
    kind: 'table',
    columns: ['begins', 'game', 'state', 'detail', 'on'],
    rows: [...games, ...earlier].map((game) => [
      gameTime(game),
      sides(game),
      game.state,
      game.detail ?? game.status,
      game.broadcast ?? '-',
    ]),
  },
];

export const moves = ({ league, asOf, moves: all }: Answers['moves']): readonly Block[] => [
  { kind: 'title', text: `${league}: ${all.length} moves, as of ${moment(asOf)}` },
  {
    kind: 'table',
    columns: ['date', 'kind', 'team', 'what'],
    rows: all.map(({ date, kind, team: of, text }) => [date, kind, teamText(of), text]),
  },
];
