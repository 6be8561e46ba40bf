import { ROUTE } from '../../lib/http/route-keys.ts';
import type { Event } from '../warm-league.ts';

/** A question, and what it may cost: times the same middleware around a constant. */
export interface Question {
  readonly name: string;
  readonly event: Event;
  readonly atMost?: number;
}

// Of the simulated league: known players, and as many as a batch takes.
const MAHOMES = '3139477';
const ALLEN = '3918298';
const KANSAS_CITY = '12';

const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

const get = (routeKey: string, path: object, query: object | undefined, headers: object = GZIP): Event => ({
  version: '2.0',
  routeKey,
  rawPath: routeKey.replace(/^GET /, ''),
  headers: { ...headers, host: 'statline.example' },
  pathParameters: { league: 'nfl', ...path },
  ...(query && { queryStringParameters: query }),
  requestContext: { requestId: 'bench', http: { method: 'GET' } },
  isBase64Encoded: false,
});

const batch = (ids: readonly string[], headers: object = GZIP): Event => ({
  ...get(ROUTE.statsBatch, {}, undefined, headers),
  requestContext: { requestId: 'bench', http: { method: 'POST' } },
  body: JSON.stringify({ player_ids: ids, season: 2025 }),
});

export const ROSTER = get(ROUTE.roster, { team: KANSAS_CITY }, undefined);
export const PLAIN_ROSTER = get(ROUTE.roster, { team: KANSAS_CITY }, undefined, {});

/** `players`: at least a hundred of the league. */
export const questionsAbout = (players: readonly string[]): readonly Question[] => [
  { name: 'stat line', event: get(ROUTE.stats, { player: MAHOMES }, { season: '2025' }), atMost: 4 },
  { name: 'career', event: get(ROUTE.stats, { player: MAHOMES }, undefined), atMost: 4 },
  { name: 'roster', event: ROSTER, atMost: 4 },
  { name: 'career, without gzip', event: get(ROUTE.stats, { player: MAHOMES }, undefined, {}), atMost: 8 },
  { name: 'roster, without gzip', event: PLAIN_ROSTER, atMost: 8 },
  { name: 'search by name', event: get(ROUTE.search, {}, { name: 'Patrick Mahomes' }), atMost: 10 },
  {
    name: 'compare of 2',
    event: get(ROUTE.compare, {}, { players: `${MAHOMES},${ALLEN}`, season: '2025' }),
    atMost: 30,
  },
  { name: 'card', event: get(ROUTE.card, { player: MAHOMES }, { season: '2025' }), atMost: 15 },
  { name: 'batch of 10', event: batch(players.slice(0, 10)), atMost: 25 },
  { name: 'batch of 10, without gzip', event: batch(players.slice(0, 10), {}) },
  { name: 'batch of 100', event: batch(players.slice(0, 100)) },
  { name: 'batch of 100, without gzip', event: batch(players.slice(0, 100), {}) },
];
