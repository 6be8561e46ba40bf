import { request } from 'node:http';
import { startStack, type Bundles } from '../../infra/local/stack/stack.ts';
import { mapConcurrent } from '../../lib/async/map-concurrent.ts';
import { ROUTES } from '../../lib/http/route-keys.ts';

interface HostileRequest {
  readonly method: string;
  /** As it goes over the wire: nothing tidies it up. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

// In place of an id, a name, a team, a league or a number.
const VALUES: readonly string[] = [
  '',
  '%00',
  '%0d%0aX-Injected:1',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '%ff%fe',
  '%F0%9F%8F%88',
  '%E2%80%AE',
  '%',
  '%2',
  '-1',
  '0',
  '00000000000000000000001',
  '1e308',
  'NaN',
  'null',
  'undefined',
  'true',
  '[object%20Object]',
  '__proto__',
  'constructor',
  'toString',
  '*',
  '%25',
  '<script>alert(1)</script>',
  "'%20OR%201=1--",
  '${jndi:ldap://x}',
  '{{7*7}}',
  'a'.repeat(300),
  '%61'.repeat(600),
  '9'.repeat(400),
  'nfl%00nba',
  'NFL',
];

const BODIES: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '0',
  '{}',
  '{"player_ids":null}',
  '{"player_ids":{}}',
  '{"player_ids":[null]}',
  '{"player_ids":[{}]}',
  '{"player_ids":[[["1"]]]}',
  '{"player_ids":["1"],"season":"x"}',
  '{"player_ids":["1"],"season":1e400}',
  '{"names":["__proto__"],"__proto__":{"season":2024}}',
  '{"names":["\\u0000"]}',
  '{"names":["\\ud800"]}',
  `{"player_ids":[${'"1",'.repeat(5000)}"1"]}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  '{"league":"nfl","scope":"team:"}',
  '{"league":"nfl","scope":"__proto__"}',
  '{"league":["nfl"],"scope":"*"}',
  '{"league":"nfl","players":["../1"]}',
  '\u0000\u0001\u0002',
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'if-none-match': '"'.repeat(2000) },
  { 'if-none-match': '*' },
  { 'accept-encoding': `${'gzip,'.repeat(500)}br;q=NaN` },
  { authorization: `Bearer ${'k'.repeat(4000)}` },
  { 'x-api-key': '%00' },
  { 'content-type': 'application/xml' },
  { 'content-encoding': 'gzip' },
];

const PARAMETERS = ['season', 'type', 'name', 'team', 'position', 'limit', 'players', 'hours'];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];

/** Every route with every value in each of its places, every body, every header: the same each time. */
const hostileRequests = (): readonly HostileRequest[] =>
  Object.values(ROUTES).flatMap(({ key }) => {
    const [method = 'GET', pattern = '/'] = key.split(' ');
    const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const fill = (values: Readonly<Record<string, string>>): string =>
      pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? (name === 'league' ? 'nfl' : '12'));
    const plain = fill({});
    const body = method === 'POST' ? { body: '{"league":"nfl","scope":"live","player_ids":["12"]}' } : {};
    return [
      ...names.flatMap((name) => VALUES.map((value) => ({ method, path: fill({ [name]: value }), ...body }))),
      ...(method === 'GET'
        ? PARAMETERS.flatMap((name) => VALUES.map((value) => ({ method, path: `${plain}?${name}=${value}&${name}=2` })))
        : BODIES.map((text) => ({ method, path: plain, body: text }))),
      ...HEADERS.map((headers) => ({ method, path: plain, headers, ...body })),
      ...METHODS.map((other) => ({ method: other, path: plain })),
    ];
  });

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const CONCURRENT = 8;
const TIME_LIMIT_MS = 20_000;

/** Sends each request once. No answer may be a 5xx, none may be missing, and who asks properly is still answered. */
export const attackWithHostileRequests = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const stack = await startStack({ bundles, environments: 2 });
  try {
    const requests = hostileRequests();
    const statuses = new Map<string, number>();
    const faults: string[] = [];
    await mapConcurrent(requests, CONCURRENT, async (hostile) => {
      const answer = await send(stack.url, hostile);
      const name = answer === undefined ? 'no answer' : String(answer.status);
      statuses.set(name, (statuses.get(name) ?? 0) + 1);
      const fault = faultOf(hostile, answer);
      if (fault !== undefined) faults.push(`${fault}: ${hostile.method} ${hostile.path.slice(0, 80)}`);
    });
    const after = await send(stack.url, { method: 'GET', path: '/v1/nfl/players/3139477/stats?season=2024' });
    if (after?.status !== 200 || !after.body.includes('3928'))
      faults.push('a proper question is not answered any more');
    const seen = [...statuses].sort().map(([status, count]) => `${status} x ${count}`);
    print(`hostile requests: ${requests.length} sent, ${seen.join(', ')}; provider calls ${callsOf(stack)}\n`);
    for (const fault of faults.slice(0, 20)) print(`  ${fault}\n`);
    print(
      faults.length === 0 ? 'met: no 5xx, no crash, every refusal is a problem\n' : `SHORT: ${faults.length} faults\n`,
    );
    return faults.length === 0;
  } finally {
    await stack.close();
  }
};

const callsOf = ({ upstream }: Awaited<ReturnType<typeof startStack>>): number => upstream?.calls().total ?? 0;

const faultOf = ({ method }: HostileRequest, answer: Answer | undefined): string | undefined => {
  if (answer === undefined) return 'no answer';
  if (answer.status >= 500) return `answered ${answer.status}`;
  if (answer.status < 400 || method === 'HEAD') return undefined;
  // What the gateway refuses by itself has the gateway's own body.
  const isJson = /^application\/(problem\+)?json/.test(answer.type);
  return isJson ? undefined : `refused with ${answer.type || 'no type'}`;
};

const send = (url: string, { method, path, headers = {}, body }: HostileRequest): Promise<Answer | undefined> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const json =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(
      { hostname, port, path, method, headers: { ...json, ...headers }, signal: AbortSignal.timeout(TIME_LIMIT_MS) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.once('error', () => resolve(undefined));
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    call.once('error', () => resolve(undefined));
    call.end(body);
  });
