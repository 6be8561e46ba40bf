import type { Answers } from '../../../lib/http/answers/index.ts';
import type { StatSubject } from '../../../lib/sports/model/index.ts';
import type { Block } from '../blocks.ts';
import { categoryBlocks, headlineText, listText, moment, numberText, seasonOf, teamText } from './parts.ts';

export const stats = (answer: Answers['stats']): readonly Block[] => {
  if (!('seasons' in answer)) {
    const { season, seasonType, teams, headline, categories, missing = [] } = answer;
    return [
      { kind: 'title', text: `${subject(answer.player)}, ${seasonOf(season, seasonType)}` },
      { kind: 'line', text: listText([teams.map(teamText).join(', '), headlineText(headline)]) },
      ...categoryBlocks(categories),
      ...missingLine(missing),
    ];
  }
  const { seasons, career, missing = [] } = answer;
  return [
    { kind: 'title', text: `${subject(answer.player)}, ${seasonOf('career', answer.seasonType)}` },
    { kind: 'line', text: headlineText(career.headline) },
    {
      kind: 'table',
      columns: ['>season', 'team', 'stats'],
      rows: seasons.map(({ season, teams, headline }) => [
        `${season}`,
        teams.map(teamText).join(', '),
        headlineText(headline),
      ]),
    },
    ...categoryBlocks(career.categories),
    ...missingLine(missing),
  ];
};

const subject = ({ name, position, id }: StatSubject): string => `${name} (${listText([position, id], ', ')})`;

const missingLine = (missing: readonly string[]): readonly Block[] =>
  missing.length === 0 ? [] : [{ kind: 'line', text: `missing: ${missing.join(', ')}` }];

export const games = ({ player, season, games: played }: Answers['games']): readonly Block[] => [
  { kind: 'title', text: `${subject(player)}, ${season}: ${played.length} games` },
  {
    kind: 'table',
    columns: ['date', 'game', 'result', 'stats'],
    rows: played.map((game) => [
      game.date.slice(0, 10),
      `${game.home ? 'vs' : 'at'} ${game.opponent.abbreviation}`,
      listText([game.result, game.score === null ? null : `${game.score.for}-${game.score.against}`], ' '),
      gameStats(game.categories),
    ]),
  },
];

const STATS_OF_A_GAME = 5;

const gameStats = (categories: Answers['games']['games'][number]['categories']): string =>
  Object.values(categories)
    .flatMap((values) => Object.entries(values))
    .slice(0, STATS_OF_A_GAME)
    .map(([name, value]) => `${name} ${numberText(value)}`)
    .join(', ');

export const compare = ({ season, seasonType, players, categories, note }: Answers['compare']): readonly Block[] => {
  const told = players.flatMap((each) => (each.status === 'ok' ? [each.player] : []));
  const others = players.flatMap((each) => (each.status === 'ok' ? [] : [`${String(each.query)}: ${each.status}`]));
  const rows = Object.entries(categories).flatMap(([category, named]) =>
    Object.entries(named).map(([name, { values, leaders }]) => [
      `${category}.${name}`,
      ...told.map(({ id }) => `${numberText(values[id] ?? null)}${leaders.includes(id) ? ' *' : '  '}`),
    ]),
  );
  return [
    { kind: 'title', text: `${told.map(({ name }) => name).join(' and ')}, ${seasonOf(season, seasonType)}` },
    ...others.map((text) => ({ kind: 'line', text }) as const),
    ...(note === null ? [] : [{ kind: 'line', text: note } as const]),
    ...(rows.length === 0
      ? []
      : [{ kind: 'table', columns: ['stat', ...told.map(({ name }) => `>${name}  `)], rows } as const]),
  ];
};

export const leaders = (answer: Answers['leaders']): readonly Block[] => [
  {
    kind: 'title',
    text: `${answer.label} (${answer.stat}), ${answer.league} ${seasonOf(answer.season, answer.seasonType)}`,
  },
  {
    kind: 'table',
    columns: ['>', 'player', 'position', 'team', `>${answer.label}`, '>id'],
    rows: answer.leaders.map(({ rank, player, team, display }) => [
      `${rank}`,
      player.name,
      player.position ?? '-',
      teamText(team),
      display,
      player.id,
    ]),
  },
  {
    kind: 'line',
    text: listText([
      `of ${answer.ranked}`,
      answer.qualification === null ? null : `who have ${answer.qualification.minimum}`,
      `as of ${moment(answer.asOf)}`,
    ]),
  },
];

export const glossary = ({ league, stats: all }: Answers['glossary']): readonly Block[] => [
  { kind: 'title', text: `${league}: what the numbers are` },
  {
    kind: 'table',
    columns: ['stat', 'label', 'unit', 'better', 'what it is'],
    rows: all.map(({ category, name, label, unit, direction, description }) => [
      `${category}.${name}`,
      label,
      unit,
      direction,
      description,
    ]),
  },
];
