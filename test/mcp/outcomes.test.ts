import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../lib/client/clock.ts';
import { fakeApi, json, problem, type Answer, type SentRequest } from '../client/fake-api.ts';
import { agentOn, WAYS, type Agent } from './agent.ts';
import {
  ABE,
  ADA,
  CALENDAR,
  CARD,
  CAREER,
  COMPARISON,
  DAY,
  ELKS,
  LEADERS,
  LINE,
  LOG,
  OWLS,
  PAGE,
  rosterOf,
  SEARCH,
} from './bodies.ts';

type Api = (request: SentRequest) => Answer;

interface Case {
  readonly tool: string;
  readonly what: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly api: Api;
  readonly kind: string;
  /** What the text says. */
  readonly says: readonly (string | RegExp)[];
  readonly structure?: Readonly<Record<string, unknown>>;
}

const ADA_INPUT = { league: 'nfl', player: 'ada birch' };
const PAIR = { league: 'nfl', players: ['Ada Birch', 'Abe Birch'] };
const TEAM = { league: 'nfl', team: 'owls' };
const STAT = { league: 'nfl', stat: 'passing.passingYards' };
const LAST_LINE = /: from Redis, 41 s old\.$/;

const several = problemOf('player-ambiguous', { candidates: [ADA, ABE], searched: 'directory' });
const nobody = problemOf('player-not-found', { suggestions: [ADA], searched: 'directory' });
const noSeason = problemOf('no-stats', { player: { id: ADA.id, name: ADA.name }, seasons: [2023, 2024] });

function problemOf(code: Parameters<typeof problem>[0], extra: object): Api {
  return () => problem(code, { extra: extra as never }, 'Something is wrong');
}
const answers =
  (body: unknown): Api =>
  () =>
    json(body);

const choices = [
  { id: '11', name: 'Ada Birch', detail: 'QB, OWL' },
  { id: '12', name: 'Abe Birch', detail: 'WR, ELK' },
];

/** Every outcome of a tool that is no failure. */
const CASES: readonly Case[] = [
  {
    tool: 'find_player',
    what: 'one',
    input: { name: 'ada birch', league: 'nfl' },
    api: answers(CARD),
    kind: 'ok',
    says: [
      'Ada Birch (nfl 11), QB, Harbor Owls, active',
      'Team: 9-2, 1st in the Harbor',
      'Injury: Questionable',
      '2024: 3,928 Pass Yds · 26 Pass TD',
      'Last: 2024-09-08 17:00Z at ELK W 27-20',
      'Next: 2024-09-15 vs ELK on CBS',
      'Not there: current (not-held)',
      LAST_LINE,
    ],
    structure: { id: '11', team: 'Harbor Owls', record: '9-2', source: 'l2', ageSeconds: 41 },
  },
  {
    tool: 'find_player',
    what: 'one of all leagues',
    input: { name: 'ada birch' },
    api: ({ path }) => (path.startsWith('/v1/players') ? json({ ...SEARCH, players: [ADA] }) : json(CARD)),
    kind: 'ok',
    says: ['Ada Birch (nfl 11)'],
  },
  {
    tool: 'find_player',
    what: 'several of all leagues',
    input: { name: 'birch' },
    api: answers(SEARCH),
    kind: 'ambiguous',
    says: [
      'nfl 11: Ada Birch (QB, OWL)',
      'Not all players are at hand of nba',
      'ask with the league and the id of one',
    ],
    structure: { choices: choices.map((choice) => ({ ...choice, league: 'nfl' })) },
  },
  {
    tool: 'find_player',
    what: 'nobody of all leagues',
    input: { name: 'bich' },
    api: answers({ ...SEARCH, match: 'none', players: [], suggestions: [ADA] }),
    kind: 'not-found',
    says: ['nfl 11: Ada Birch', 'no such player; try one of these'],
  },
  {
    tool: 'find_player',
    what: 'several',
    input: { name: 'birch', league: 'nfl' },
    api: several,
    kind: 'ambiguous',
    says: ['12: Abe Birch (WR, ELK)', 'try the id of Ada Birch (11) or Abe Birch (12)'],
    structure: { choices },
  },
  {
    tool: 'find_player',
    what: 'nobody',
    input: { name: 'bich', league: 'nfl', team: 'owls', position: 'QB' },
    api: nobody,
    kind: 'not-found',
    says: ['11: Ada Birch', 'no such player; try Ada Birch (11)'],
  },
  {
    tool: 'player_stats',
    what: 'a season',
    input: { ...ADA_INPUT, season: 2024, type: 'regular' },
    api: answers(LINE),
    kind: 'ok',
    says: ['Ada Birch, QB, OWL: NFL 2024 regular', '3,928 Pass Yds · 26 Pass TD', LAST_LINE],
    structure: { season: 2024, teams: 'OWL', stats: LINE.categories, headline: '3,928 Pass Yds · 26 Pass TD' },
  },
  {
    tool: 'player_stats',
    what: 'a season with a gap',
    input: ADA_INPUT,
    api: answers({ ...LINE, missing: ['rushing', 'fumbles'], headline: [] }),
    kind: 'ok',
    says: ['No numbers.', 'Not to be had now: rushing, fumbles.'],
    structure: { missing: 'rushing, fumbles' },
  },
  {
    tool: 'player_stats',
    what: 'a career',
    input: { ...ADA_INPUT, season: 'career' },
    api: answers(CAREER),
    kind: 'ok',
    says: ['career of 2 seasons', /2024 OWL: 3,928 Pass Yds.*\n2023 OWL/, LAST_LINE],
    structure: { season: 'career' },
  },
  { tool: 'player_stats', what: 'several', input: ADA_INPUT, api: several, kind: 'ambiguous', says: ['11: Ada'] },
  { tool: 'player_stats', what: 'nobody', input: ADA_INPUT, api: nobody, kind: 'not-found', says: ['try Ada Birch'] },
  {
    tool: 'player_stats',
    what: 'a team that is not there',
    input: { ...ADA_INPUT, team: 'elk' },
    api: problemOf('team-not-found', { suggestions: [ELKS] }),
    kind: 'not-found',
    says: ['2: Prairie Elks (ELK)', 'no such team'],
  },
  {
    tool: 'player_stats',
    what: 'no line',
    input: { ...ADA_INPUT, season: 2003 },
    api: noSeason,
    kind: 'no-stats',
    says: ['Ada Birch has no stats there; try 2024 or 2023'],
    structure: { seasonsWithStats: [2023, 2024], id: '11' },
  },
  {
    tool: 'player_games',
    what: 'the latest',
    input: { ...ADA_INPUT, last: 2 },
    api: answers(LOG),
    kind: 'ok',
    says: [
      'Ada Birch: 2 games of NFL 2024, the latest first',
      '2024-09-02 17:00Z at ELK W 27-20 Harbor Classic: passingYards 291',
      'vs ELK',
      LAST_LINE,
    ],
    structure: { season: 2024 },
  },
  { tool: 'player_games', what: 'several', input: ADA_INPUT, api: several, kind: 'ambiguous', says: ['12: Abe'] },
  { tool: 'player_games', what: 'nobody', input: ADA_INPUT, api: nobody, kind: 'not-found', says: ['try Ada Birch'] },
  { tool: 'player_games', what: 'none', input: ADA_INPUT, api: noSeason, kind: 'no-stats', says: ['try 2024'] },
  {
    tool: 'compare_players',
    what: 'two',
    input: PAIR,
    api: answers(COMPARISON),
    kind: 'ok',
    says: ['NFL 2024 regular', 'Ada Birch (11): 3,928 Pass Yds · 26 Pass TD; best in 1 of 1 stats', LAST_LINE],
    structure: {
      stats: [{ stat: 'passing.passingYards', label: 'Pass Yds', values: { 11: 3928, 12: 12 }, leaders: ['11'] }],
    },
  },
  ...(
    [
      ['ambiguous', { candidates: [ADA, ABE], searched: 'directory' }, 'more than one player; ask with the id of one'],
      ['not-found', { suggestions: [ADA] }, 'no such player; try one of these'],
      ['no-stats', { player: { id: '12', name: 'Abe Birch' }, seasons: [2023] }, 'Abe Birch: no stats there; try 2023'],
      ['invalid', { reason: 'must be a name' }, 'not valid (must be a name)'],
      ['pending', { reason: 'still-loading' }, 'still being loaded; ask again'],
      ['unavailable', { reason: 'blocked' }, 'unavailable (blocked); try again in a minute'],
    ] as const
  ).map(([kind, members, text]): Case => ({
    tool: 'compare_players',
    what: `one beside one that is ${kind}`,
    input: PAIR,
    api: answers({
      ...COMPARISON,
      players: [COMPARISON.players[0], { query: 'Abe Birch', status: kind, ...members }],
      categories: {},
      note: 'Fewer than two have a line to compare',
    }),
    kind,
    says: ['Ada Birch (11)', text, 'Fewer than two'],
  })),
  {
    tool: 'team',
    what: 'the page',
    input: TEAM,
    api: answers(PAGE),
    kind: 'ok',
    says: [
      'Harbor Owls (OWL, 1), 9-2, 1st in the Harbor',
      'Now: 2024-09-15 17:00Z, ELK 7 at OWL 14, 11:09 - 2nd Quarter, Harbor Field, CBS',
      LAST_LINE,
    ],
    structure: { id: '1', record: '9-2' },
  },
  {
    tool: 'team',
    what: 'the page and the roster',
    input: { ...TEAM, roster: true },
    api: ({ path }) => json(path.endsWith('/roster') ? rosterOf([ADA, ABE]) : PAGE),
    kind: 'ok',
    says: ['2 players: Ada Birch QB, Abe Birch WR'],
    structure: { roster: [ADA, ABE].map(({ id, name, position }) => ({ id, name, position })) },
  },
  {
    tool: 'team',
    what: 'the page, where the roster cannot be had',
    input: { ...TEAM, roster: true },
    api: ({ path }) => (path.endsWith('/roster') ? problem('upstream-unavailable') : json(PAGE)),
    kind: 'ok',
    says: ['Harbor Owls', 'nfl roster of owls: unavailable'],
  },
  {
    tool: 'team',
    what: 'the roster, where there are no pages',
    input: { ...TEAM, roster: true },
    api: ({ path }) => (path.endsWith('/roster') ? json(rosterOf([ADA])) : problem('not-offered')),
    kind: 'ok',
    says: ['Harbor Owls (OWL, 1)', '1 players: Ada Birch QB'],
  },
  {
    tool: 'team',
    what: 'several',
    input: TEAM,
    api: problemOf('team-ambiguous', { candidates: [OWLS, ELKS] }),
    kind: 'ambiguous',
    says: ['1: Harbor Owls (OWL)', 'more than one team'],
  },
  {
    tool: 'team',
    what: 'none',
    input: TEAM,
    api: problemOf('team-not-found', { suggestions: [OWLS] }),
    kind: 'not-found',
    says: ['no such team; try Harbor Owls (1)'],
  },
  {
    tool: 'leaders',
    what: 'a list',
    input: { ...STAT, limit: 2, position: 'QB', season: '2024' },
    api: answers(LEADERS),
    kind: 'ok',
    says: [
      'Pass Yds, NFL 2024 regular (who has 14 attempts a game)',
      '1. Ada Birch (OWL): 3,928',
      '2. Abe Birch: 3,927',
    ],
    structure: { stat: 'passing.passingYards', qualification: '14 attempts a game' },
  },
  {
    tool: 'leaders',
    what: 'no table',
    input: STAT,
    api: problemOf('no-table', { season: 2024, seasonType: 'regular', pages: { held: 1, missing: 2 } }),
    kind: 'no-table',
    says: ['no whole table is held', 'player_stats, compare_players'],
  },
  {
    tool: 'league_calendar',
    what: 'all leagues',
    input: {},
    api: answers(CALENDAR),
    kind: 'ok',
    says: [
      'nfl 2024: regular; now trade-deadline 2024-11-03 21:00Z to 2024-11-05 21:00Z',
      'nba 2023-24: regular; next',
    ],
  },
  {
    tool: 'league_calendar',
    what: 'one league and its day',
    input: { league: 'nfl' },
    api: ({ path }) => json(path === '/v1/leagues' ? CALENDAR : DAY),
    kind: 'ok',
    says: ['nfl 2024', 'ELK 7 at OWL 14', /nfl live: from Redis, 41 s old\.$/],
  },
  {
    tool: 'league_calendar',
    what: 'one league without a game, and one whose games cannot be had',
    input: { league: 'nfl' },
    api: ({ path }) => json(path === '/v1/leagues' ? CALENDAR : { ...DAY, games: [] }),
    kind: 'ok',
    says: ['No games on the list.'],
  },
];

const TOOLS: readonly (readonly [tool: string, input: Readonly<Record<string, unknown>>])[] = [
  ['find_player', { name: 'ada birch', league: 'nfl' }],
  ['find_player', { name: 'ada birch' }],
  ['player_stats', ADA_INPUT],
  ['player_games', ADA_INPUT],
  ['compare_players', PAIR],
  ['team', TEAM],
  ['leaders', STAT],
  ['league_calendar', {}],
];

/** What any question may come to: nothing is answered, and the text says what to try. */
const FAILURES: readonly (readonly [kind: string, says: readonly string[], api: Api])[] = [
  ['pending', ['still being loaded; try again in 2 s'], () => problem('still-loading', { retryAfterSeconds: 2 })],
  [
    'unavailable',
    ['unavailable (Nothing is cached', 'try again in 10 min'],
    () =>
      problem(
        'upstream-unavailable',
        { retryAfterSeconds: 600, extra: { reason: 'blocked' } },
        'Nothing is cached and the provider refuses',
      ),
  ],
  ['unavailable', ['Try again in a minute.'], () => new Error('connection refused')],
  [
    'unauthorized',
    ['check the key (The API key is not valid)'],
    () => problem('unauthorized', {}, 'The API key is not valid'),
  ],
  ['not-offered', ['not offered', 'league_calendar says'], () => problem('not-offered')],
  [
    'invalid',
    ['not valid (season must be a year)', 'Change season.'],
    () => problem('invalid-parameter', { field: 'season' }, 'season must be a year'),
  ],
];

describe.each(WAYS)('a tool over $way', ({ transport, mode }) => {
  let api: Api = () => new Error('nobody has said what to answer');
  const { client } = fakeApi((request) => api(request), { clock: systemClock, retries: 0 });
  let agent: Agent;
  beforeAll(async () => {
    agent = await agentOn(client, transport, { mode });
  });
  afterAll(() => agent.close());

  it.each(CASES)('$tool: $what', async ({ tool, input, kind, says, structure = {}, ...asked }) => {
    api = asked.api;
    const answer = await agent.call(tool, input);
    expect(answer.structure).toMatchObject({ kind, ...structure });
    expect(answer.isError).toBe(false);
    for (const text of says) expect(answer.text).toMatch(typeof text === 'string' ? literal(text) : text);
  });

  it.each(FAILURES)('is %s: says %j', async (kind, says, failing) => {
    api = failing;
    for (const [tool, input] of TOOLS) {
      const { text, structure, isError } = await agent.call(tool, input);
      expect({ tool, isError, structure }).toEqual({ tool, isError: true, structure: { kind } });
      for (const each of says) expect(text).toContain(each);
    }
  });

  it('says which input is wrong, and asks nobody', async () => {
    api = () => new Error('nobody is to be asked');
    const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
      ['player_stats', { league: 'xfl', player: 'ada' }, /league: .*"nfl" \| "nba"/],
      ['player_stats', { league: 'nfl' }, /player: .*Expected "player"/],
      ['player_stats', { league: 'nfl', player: 'ada', seasn: 2024 }, /seasn: /],
      ['player_games', { league: 'nfl', player: 'ada', last: 11 }, /last: /],
      ['compare_players', { league: 'nfl', players: ['ada'] }, /players: /],
      ['leaders', { league: 'nfl', stat: 'x', limit: 0 }, /limit: /],
      ['find_player', { name: 'ada', team: 'owls' }, /team and position need a league/],
      ['player_stats', { league: 'nfl', player: '..' }, /Change player\.$/],
      ['compare_players', { league: 'nfl', players: ['Birch, Ada', 'Abe'] }, /Change players\.0\.$/],
    ];
    for (const [tool, input, says] of wrong) {
      const { text, isError } = await agent.call(tool, input);
      expect(isError).toBe(true);
      expect(text).toMatch(says);
    }
  });

  it('suggests stats, and leagues that are served', async () => {
    api = () => problem('invalid-parameter', { field: 'stat', extra: { suggestions: ['passing.passingYards'] } });
    expect((await agent.call('leaders', { league: 'nfl', stat: 'yards' })).text).toContain('try passing.passingYards');
    api = ({ path }) => (path === '/v1/leagues' ? json(CALENDAR) : problem('league-not-found'));
    expect(await agent.call('league_calendar', { league: 'mlb' })).toMatchObject({
      isError: true,
      text: 'mlb is not served here; try nfl or nba.',
    });
  });
});

const literal = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
