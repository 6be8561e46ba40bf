import type { Answers } from '../../../lib/http/answers/index.ts';
import type { ListedPlayer, Suggestion } from '../../../lib/sports/model/index.ts';
import type { Block } from '../blocks.ts';
import { listText, teamText } from './parts.ts';

const playersTable = (players: readonly (ListedPlayer | (Suggestion & { readonly league?: string }))[]): Block => ({
  kind: 'table',
  columns: ['>id', 'name', 'league', 'team', 'position', '>no.', 'status'],
  rows: players.map((player) => [
    player.id,
    player.name,
    player.league ?? '',
    teamText(player.team),
    player.position ?? '-',
    'jersey' in player ? (player.jersey ?? '-') : '-',
    'status' in player ? player.status : '-',
  ]),
});

const found = ({ query, match, players, suggestions }: Answers['search'] | Answers['searchAll']): readonly Block[] => {
  const head = match === 'none' ? `Nobody is called ${query}` : `${query}: ${match}`;
  return [
    { kind: 'title', text: head },
    ...(players.length === 0 ? [] : [playersTable(players)]),
    ...(suggestions.length === 0 ? [] : [{ kind: 'line', text: 'Similar names:' } as const, playersTable(suggestions)]),
  ];
};

export const search = found;
export const searchAll = found;

const completed = ({ query, players }: Answers['autocomplete']): readonly Block[] => [
  { kind: 'title', text: players.length === 0 ? `No name begins with ${query}` : `${query}…` },
  ...(players.length === 0
    ? []
    : [
        {
          kind: 'table',
          columns: ['>id', 'league', 'label'],
          rows: players.map(({ id, league, label }) => [id, league, label]),
        } as const,
      ]),
];

export const autocomplete = completed;
export const autocompleteAll = completed;

export const roster = ({ team, season, players }: Answers['roster']): readonly Block[] => [
  { kind: 'title', text: `${team.name} (${team.abbreviation}), ${season}: ${players.length} players` },
  playersTable(players),
];

export const player = (each: Answers['player']): readonly Block[] => [
  { kind: 'title', text: `${each.name} (${each.league} ${each.id})` },
  {
    kind: 'fields',
    fields: [
      ['team', each.team === null ? 'none' : `${each.team.name} (${each.team.abbreviation})`],
      ['position', each.position],
      ['number', each.jersey],
      ['status', each.status],
      ['injury', each.injury === null ? null : each.injury.status],
      ['born', listText([each.born, each.age === null ? null : `${each.age} years`], ', ') || null],
      ['size', listText([each.height, each.weight], ', ') || null],
      ['college', each.college],
      ['experience', each.experience === null ? null : `${each.experience} seasons`],
      ['picture', each.headshot],
    ],
  },
];
