import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ask, type AskOptions, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';

// The product as a bot author meets it: real bundles in real processes, real clients, real protocols.

let bundles: Bundles;
let data: string;
let stack: Stack;

const start = (): Promise<Stack> => startStack({ bundles, data, environments: 2, variables: GENEROUS_LIMITS });

beforeAll(async () => {
  bundles = await realBundles();
  data = await mkdtemp(join(tmpdir(), 'statline-data-'));
  stack = await start();
});
afterAll(async () => {
  await stack.close();
  await rm(data, { recursive: true });
});

const calls = (): number => stack.upstream?.calls().total ?? Number.NaN;

const mahomes = { id: '3139477', name: 'Patrick Mahomes', team: { abbreviation: 'KC' }, position: 'QB' };

const QUESTIONS: readonly (readonly [name: string, path: string, options: AskOptions, answer: object])[] = [
  ['who they are', '/v1/nfl/players?name=patrick%20mahomes', {}, { match: 'exact', players: [mahomes] }],
  [
    'their season',
    '/v1/nfl/players/3139477/stats?season=2024',
    {},
    { season: 2024, categories: { passing: { passingYards: 3928 } } },
  ],
  [
    'two seasons at once',
    '/v1/nfl/players/stats',
    { body: { player_ids: ['4361423', '4262921'], year: 2024 } },
    {
      season: 2024,
      results: [
        { query: { id: '4361423' }, status: 'ok', stats: { player: { name: 'Micah Parsons' } } },
        { query: { id: '4262921' }, status: 'ok', stats: { player: { name: 'Justin Jefferson' } } },
      ],
    },
  ],
  ['a roster', '/v1/nba/teams/LAL/roster', {}, { league: 'nba', team: { id: '13', name: 'Los Angeles Lakers' } }],
];

const askAll = async (environment: number): Promise<readonly Seen[]> => {
  const seen: Seen[] = [];
  for (const [, path, options] of QUESTIONS) seen.push(await ask(stack.url + path, { ...options, environment }));
  return seen;
};

const expectAnswers = (seen: readonly Seen[], from: RegExp): void => {
  expect(seen.map(({ status }) => status)).toEqual(QUESTIONS.map(() => 200));
  for (const [index, [, , , answer]] of QUESTIONS.entries()) {
    expect(seen[index]?.json).toMatchObject(answer);
    expect(seen[index]?.from).toMatch(from);
  }
};

describe('four questions', () => {
  it('are answered by the provider once, then from memory, Redis and DynamoDB', async () => {
    expectAnswers(await askAll(1), /^l3; fwd=miss, l2; fwd=miss, l1; fwd=miss$/);
    const first = calls();
    expect(first).toBeGreaterThan(0);

    expectAnswers(await askAll(1), /^l1; hit; ttl=\d+$/);
    expectAnswers(await askAll(2), /^l2; hit; ttl=\d+, l1; fwd=miss$/);
    expect(calls()).toBe(first);

    // The embedded Redis forgets, the table does not.
    await stack.close();
    stack = await start();
    expectAnswers(await askAll(1), /^l3; hit; ttl=\d+, l2; fwd=miss, l1; fwd=miss$/);
    expect(calls()).toBe(0);
  });
});
