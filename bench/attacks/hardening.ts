import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { createChecks, type Check } from './checks.ts';

const RIGHT_KEY = 'right-key-of-hardening-'.padEnd(40, 'r');
const ADMIN_KEY = 'admin-key-of-hardening-'.padEnd(40, 'a');
const WRONG_KEY = 'wrong-key-of-hardening-'.padEnd(40, 'w');
const REDIS_TOKEN = 'token-of-hardening-'.padEnd(40, 't');
const PROVIDER_KEY = 'provider-key-of-hardening';
const ADDRESS_SECRET = 'secret-in-an-address';
const SECRETS = [RIGHT_KEY, ADMIN_KEY, WRONG_KEY, REDIS_TOKEN, PROVIDER_KEY, ADDRESS_SECRET];
// Nobody listens there.
const NOWHERE = 'http://127.0.0.1:9';

const MAX_WRONG_A_MINUTE = 30;
const TIMES = 100;

/** No request of API Gateway, of no schedule and no queue. */
const MALFORMED: readonly unknown[] = [
  null,
  7,
  'text',
  true,
  [],
  {},
  { Records: 'none' },
  { Records: [null, 7, {}] },
  { routeKey: null },
  { routeKey: 7, headers: null },
  { routeKey: 'GET /v1/{league}/teams', headers: ['x'], pathParameters: 'nfl' },
  { routeKey: 'GET /v1/{league}/teams', headers: {}, pathParameters: { league: {} } },
  { routeKey: 'POST /v1/admin/purge', headers: { authorization: 7 }, body: { not: 'text' } },
  { requestContext: { http: null }, rawPath: 7, version: '1.0' },
];

interface Response {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Wrong keys beside a right one, events that are no requests, and secrets looked for in whatever leaves the functions. */
export const attackHardening = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const { check, met } = createChecks(print);
  const lines: string[] = [];
  const stack = await startStack({
    bundles,
    environments: 1,
    log: (line) => lines.push(line),
    variables: {
      [ENV.apiKeyHashes]: `read:${sha256Of(RIGHT_KEY)},admin:${sha256Of(ADMIN_KEY)}`,
      [ENV.redisUrl]: NOWHERE,
      [ENV.redisToken]: REDIS_TOKEN,
      [ENV.upstream]: 'rapidapi',
      [ENV.rapidApiUrl]: NOWHERE,
      [ENV.rapidApiKey]: PROVIDER_KEY,
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
    },
  });
  try {
    const seen: Response[] = [];
    const asker =
      (key: string) =>
      async (path: string, init: RequestInit = {}) => {
        const response = await request(stack, path, { ...init, headers: { authorization: `Bearer ${key}` } });
        seen.push(response);
        return response;
      };
    await wrongKeys({ right: asker(RIGHT_KEY), wrong: asker(WRONG_KEY) }, check);
    await everyKindOfAnswer(asker(ADMIN_KEY));
    check('answers without nosniff', seen.filter(lacks('x-content-type-options', 'nosniff')).length, 0);
    check('answers without HSTS', seen.filter(lacks('strict-transport-security', 'max-age=')).length, 0);
    const payloads = await malformedEvents(stack, check);
    const left = [...seen.map(({ text, headers }) => `${text} ${[...headers].join(' ')}`), ...payloads, ...lines];
    check(`secrets in ${left.length} answers and log lines`, left.filter(tells).length, 0);
    await secretsInAddresses(bundles, check);
    return met();
  } finally {
    await stack.close();
  }
};

/** A function whose addresses carry secrets does not start, and says which variables are wrong. */
const secretsInAddresses = async (bundles: Bundles, check: Check): Promise<void> => {
  const lines: string[] = [];
  const stack = await startStack({
    bundles,
    environments: 1,
    log: (line) => lines.push(line),
    variables: {
      [ENV.redisUrl]: `http://user:${ADDRESS_SECRET}@127.0.0.1:9`,
      [ENV.espnSiteUrl]: `http://127.0.0.1:9/?key=${ADDRESS_SECRET}`,
    },
  });
  try {
    const { status, text } = await request(stack, '/v1/nfl/teams', {});
    check('an address with a password in it: answered with 500 or more', Number(status >= 500), 1);
    const naming = lines.filter((line) => [ENV.redisUrl, ENV.espnSiteUrl].every((name) => line.includes(name)));
    check('  lines that name both variables', Math.min(1, naming.length), 1);
    check('  secrets told', [text, ...lines].filter(tells).length, 0);
  } finally {
    await stack.close();
  }
};

interface Askers {
  readonly right: (path: string) => Promise<Response>;
  readonly wrong: (path: string) => Promise<Response>;
}

const wrongKeys = async ({ right, wrong }: Askers, check: Check): Promise<void> => {
  const counts = new Map<number, number>();
  let rightAnswers = 0;
  for (let index = 0; index < TIMES; index += 1) {
    const { status } = await wrong('/v1/leagues');
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if ((await right('/v1/leagues')).status === 200) rightAnswers += 1;
  }
  check(`${TIMES} wrong keys within a minute: 401`, counts.get(401) ?? 0, MAX_WRONG_A_MINUTE);
  check('  429', counts.get(429) ?? 0, TIMES - MAX_WRONG_A_MINUTE);
  check('  the right key beside them: 200', rightAnswers, TIMES);
};

const everyKindOfAnswer = async (admin: (path: string, init?: RequestInit) => Promise<Response>): Promise<void> => {
  for (const path of ['/v1/health', '/', '/v1/nfl/teams', '/v1/nfl/teams/4711/roster', '/v1/xfl/teams', '/nothing']) {
    await admin(path);
  }
  await admin('/v1/nfl/players?name=');
  await admin('/v1/usage');
  await admin('/v1/admin/purge', { method: 'POST', body: '{"league":"nfl","scope":"team:12"}' });
  await admin('/v1/admin/purge', { method: 'POST', body: 'not json' });
  await admin('/v1/nfl/teams', { method: 'OPTIONS' });
};

const malformedEvents = async (stack: Stack, check: Check): Promise<readonly string[]> => {
  let thrown = 0;
  let other = 0;
  const payloads: string[] = [];
  for (const event of MALFORMED) {
    const result = await stack.api.invoke(event);
    if (result.kind !== 'response') {
      thrown += 1;
      continue;
    }
    payloads.push(result.payload);
    const { statusCode } = JSON.parse(result.payload) as { readonly statusCode: number };
    if (statusCode !== 400) other += 1;
  }
  check(`${MALFORMED.length} events that are no request: the function throws`, thrown, 0);
  check('  answers other than 400', other, 0);
  let refreshThrown = 0;
  for (const event of MALFORMED) {
    const result = await stack.refresh?.invoke(event);
    if (result?.kind === 'response') payloads.push(result.payload);
    else refreshThrown += 1;
  }
  check('  the refresh function throws', refreshThrown, 0);
  return payloads;
};

const request = async ({ url }: Stack, path: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(30_000) });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const lacks =
  (header: string, value: string) =>
  ({ headers }: Response): boolean =>
    headers.get(header)?.includes(value) !== true;

const tells = (text: string): boolean => SECRETS.some((secret) => text.includes(secret));
