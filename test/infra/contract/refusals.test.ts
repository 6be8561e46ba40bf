import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { OPERATIONS, type RouteName } from '../../../infra/contract/operations.ts';
import { takesWait } from '../../../infra/contract/parameters.ts';
import { CONTRACT_ROUTES } from '../../../infra/contract/routes.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { asJson, givenFor, ROUTE_INPUTS, valueOf, type Given, type Place, type RouteInputs } from './input-values.ts';
import { askForLinks } from './links.ts';

// What docs/openapi.json accepts is no 400 of the function, and what it refuses is one.

const ajv = new Ajv2020({ strict: false });

interface Asked {
  readonly path: Given;
  readonly query: Given;
  readonly body: Given;
}

interface Problem {
  readonly code?: string;
  readonly field?: string;
  readonly detail?: string;
}

/** A request that the document accepts and the function does not: what JSON Schema cannot say, or what a league decides. */
const NARROWER: ReadonlyMap<string, RegExp> = new Map([
  ['a name has two letters', /must have at least two letters/],
  ['a season is one that the league has', /^season must be a year from/],
  ['season and year are the same', /must be the same as season/],
  ['a hint is for a name, an id means one player', /is for a name: an id means one player alone/],
  ['a name in a path is no word of a route', /is a route here and no player/],
  ['a name in a path has no character of a path', /^player must be an id of 1 to 19 digits, or a name/],
  ['since is a day that there is, from 2000 to today', /^since must be a date/],
  ['a stat is one that the table has', /^stat/],
  ['a batch names 1 to 100 players in its two lists together', /^player_ids (?:must name|and names may have)/],
  ['counters for a scraper run from midnight', /^(?:hours|league) does not go with format=prometheus/],
  ['lengths are counted in UTF-16', /characters at most$/],
]);

/** A request that the document refuses and the function takes. */
const WIDER: ReadonlyMap<string, (asked: Asked) => boolean> = new Map([
  [
    'zeros before a number',
    ({ query }) => [query.limit, query.last, query.hours].some((text) => /^0\d/.test(String(text))),
  ],
  ['zeros behind the decimals of a wait', ({ query }) => /^\d+\.\d*0$|^0\d/.test(String(query.wait))],
  [
    'an element of a list that is neither text nor whole number',
    ({ body: { player_ids, names, players } }) =>
      [player_ids, names, players]
        .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
        .some((element) => typeof element !== 'string' && !Number.isInteger(element)),
  ],
]);

const counts = { accepted: 0, refused: 0 };
const excepted = new Map<string, number>();
const count = (exception: string): void => void excepted.set(exception, (excepted.get(exception) ?? 0) + 1);

afterAll(() => {
  process.stdout.write(`${counts.accepted} requests accepted by both, ${counts.refused} refused by both\n`);
  for (const [exception, times] of excepted) process.stdout.write(`${times} differed: ${exception}\n`);
});

const waits = fc.constantFrom(undefined, undefined, undefined, '2', '2.5', '0.1', '10', '0', '11', '-1', 'x', '2.50');

const NOTHING: fc.Arbitrary<Given> = fc.constant({});

/** A request with what its path must have: API Gateway would take it for another one. */
const askedOf = (name: RouteName, inputs: ReadonlyMap<Place, RouteInputs>): fc.Arbitrary<Asked> => {
  const given = (place: Place): fc.Arbitrary<Given> => {
    const own = inputs.get(place);
    return own === undefined ? NOTHING : givenFor(own);
  };
  const wait = takesWait(name) ? waits : fc.constant(undefined);
  return fc
    .record({ path: given('path'), query: given('query'), body: given('body'), wait })
    .filter(({ path }) => Object.keys(inputs.get('path')?.valibot.entries ?? {}).every((key) => path[key]))
    .map(({ path, query, body, wait: seconds }) => ({
      path,
      query: seconds === undefined ? query : { ...query, wait: seconds },
      body,
    }));
};

const isDescribed = (
  asked: Asked,
  inputs: ReadonlyMap<Place, RouteInputs>,
  validators: ReadonlyMap<Place, ValidateFunction>,
): boolean => {
  const { wait, ...query } = asked.query;
  const seconds = valueOf(wait, 'number');
  const isWait = wait === undefined || (typeof seconds === 'number' && seconds >= 0.1 && seconds <= 10);
  const each = [...inputs.values()].every((own) => {
    const given = own.place === 'query' ? query : asked[own.place];
    return validators.get(own.place)?.(asJson(own, given)) === true;
  });
  return isWait && each;
};

const eventOf = (name: RouteName, { path, query, body }: Asked): ApiEvent => ({
  routeKey: CONTRACT_ROUTES[name].key,
  headers: {},
  pathParameters: { ...(takesWait(name) && { league: 'nfl' }), ...(path as Record<string, string>) },
  queryStringParameters: query as Record<string, string>,
  isBase64Encoded: false,
  ...(OPERATIONS[name].body && { body: JSON.stringify(body) }),
});

const askFor = async (api: TestApi, name: RouteName, asked: Asked): Promise<Pick<Reply, 'statusCode' | 'body'>> => {
  if (name !== 'root') return api.raw(eventOf(name, asked));
  return askForLinks(eventOf(name, asked)).catch((error: unknown) => {
    if (!(error instanceof HttpProblem)) throw error;
    return { statusCode: error.status, body: JSON.stringify(error) };
  });
};

const start = (): TestApi => createTestApi({ upstream: createFakeUpstream(), clock: createFakeClock() });

describe('a request', () => {
  const names = (Object.keys(OPERATIONS) as RouteName[]).filter((name) => OPERATIONS[name].query !== undefined);

  it.each(names)('is refused where docs/openapi.json refuses it, and nowhere else: %s', async (name) => {
    const inputs = new Map(ROUTE_INPUTS.filter((own) => own.name === name).map((own) => [own.place, own]));
    const validators = new Map([...inputs].map(([place, { json }]) => [place, ajv.compile(json)]));
    const api = start();
    await fc.assert(
      fc.asyncProperty(askedOf(name, inputs), async (asked) => {
        const { statusCode, body } = await askFor(api, name, asked);
        const isRefused = statusCode === 400;
        if (isRefused !== isDescribed(asked, inputs, validators)) {
          counts[isRefused ? 'refused' : 'accepted'] += 1;
          return;
        }
        const { detail = '' } = isRefused ? (JSON.parse(body) as Problem) : {};
        const exception = isRefused
          ? [...NARROWER].find(([, wording]) => wording.test(detail))
          : [...WIDER].find(([, applies]) => applies(asked));
        expect(exception, JSON.stringify({ asked, statusCode, body: body.slice(0, 300) })).toBeDefined();
        if (exception) count(exception[0]);
      }),
      { numRuns: 200 },
    );
  });
});
