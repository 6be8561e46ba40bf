import type { LocalOptions } from './options.ts';
import type { Stack } from './stack/stack.ts';

export interface BannerOptions {
  readonly stack: Pick<Stack, 'url' | 'dynamodb'> & {
    readonly queue: { readonly url: string };
    /** Undefined: nobody takes from the queue. */
    readonly refresh: object | undefined;
    readonly upstream: { readonly url: string } | undefined;
    readonly redis: { readonly url: string };
  };
  readonly options: LocalOptions;
  /** Where the embedded DynamoDB keeps its tables. */
  readonly data: string;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** What a person needs to know once everything is up. */
export const banner = ({ stack, options, data, elapsed }: BannerOptions): string => {
  const { url, upstream, redis, dynamodb, queue, refresh } = stack;
  const provider =
    upstream === undefined
      ? 'the real ESPN, over the internet'
      : `SIMULATED ESPN (seed ${options.seed}): its players and numbers are partly invented`;
  const calls = upstream === undefined ? [] : [row('', `calls so far: ${upstream.url}/__calls`)];
  const frozen = options.freeze ? ', frozen between invocations' : '';
  const taker = refresh === undefined ? 'nobody takes from it' : 'taken from by the refresh function';
  const tables = dynamodb.embedded ? `embedded, kept in ${data}` : 'yours';
  return [
    '',
    `Statline is up after ${(elapsed / 1000).toFixed(1)} s.`,
    '',
    row('API', `${url}  (up to ${options.environments} execution environments${frozen})`),
    row('Provider', provider),
    ...calls,
    row('Redis REST', `${redis.url}  (${options.redis === undefined ? 'embedded' : withoutPassword(options.redis)})`),
    row('DynamoDB', `${withoutPassword(dynamodb.url)}  (${tables})`),
    row('Queue', `${queue.url}  (${taker})`),
    '',
    'Try:',
    `  curl '${url}/v1/nfl/players?name=patrick%20mahomes'`,
    `  curl '${url}/v1/nfl/players/3139477/stats?season=2024'`,
    `  curl -X POST '${url}/v1/nfl/players/stats' -H 'content-type: application/json' \\`,
    `       -d '{"player_ids":["4361423","4262921"],"year":2024}'`,
    '',
    'The header x-statline-environment tells which environment answered; send it to choose one.',
    'Ctrl-C stops everything.',
    '',
    '',
  ].join('\n');
};

const row = (name: string, text: string): string => `  ${name.padEnd(12)}${text}`;

const withoutPassword = (address: string): string => {
  const url = URL.parse(address);
  return url === null || url.password === '' ? address : address.replace(`:${url.password}@`, ':***@');
};
