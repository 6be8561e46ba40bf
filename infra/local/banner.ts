import { ENV } from '../../lib/config.ts';
import type { StackClock } from './clock/stack-clock.ts';
import type { GivenVariables } from './given-variables.ts';
import type { LocalOptions } from './options.ts';
import type { PlayedScene } from './scenes/player.ts';
import { sceneLines } from './scenes/script.ts';
import type { Stack } from './stack/stack.ts';

export interface BannerOptions {
  readonly stack: Pick<Stack, 'url' | 'dynamodb'> & {
    readonly queue: { readonly url: string };
    /** Undefined: no function takes from the queue. */
    readonly refresh: object | undefined;
    /** Simulated providers; undefined: the real one is used. */
    readonly upstream: { readonly url: string } | undefined;
    readonly rapidapi: { readonly url: string } | undefined;
    readonly schedules: Pick<Stack['schedules'], 'rules'>;
    readonly redis: { readonly url: string };
  };
  readonly options: LocalOptions;
  readonly given: GivenVariables;
  /** Where the embedded DynamoDB keeps its tables; undefined: in memory. */
  readonly data: string | undefined;
  /** Undefined: none is on. */
  readonly scene?: PlayedScene | undefined;
  /** Undefined: the time is this machine's. */
  readonly clock?: Pick<StackClock, 'speed' | 'now'> | undefined;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** The text that `npm start` prints once everything is up. */
export const banner = ({ stack, options, given, data, clock, scene, elapsed }: BannerOptions): string => {
  const { url, redis, dynamodb, queue, refresh } = stack;
  const frozen = options.freeze ? ', frozen between invocations' : '';
  const taker = refresh === undefined ? 'no function takes from it' : 'the refresh function takes from it';
  const tables = dynamodb.embedded
    ? data === undefined
      ? 'embedded, in memory'
      : `embedded, kept in ${data}`
    : 'yours';
  const keyed = options.keys !== undefined || given.variables[ENV.apiKeyHashes] !== undefined;
  return [
    '',
    `Statline is up after ${(elapsed / 1000).toFixed(1)} s.`,
    '',
    row('API', `${url}  (up to ${options.environments} execution environments${frozen})`),
    row('Docs', `${url}/docs  (and a page to start with at ${url}/)`),
    ...providerRows(stack, options, given.variables),
    row('Redis REST', `${redis.url}  (${options.redis === undefined ? 'embedded' : withoutPassword(options.redis)})`),
    row('DynamoDB', `${withoutPassword(dynamodb.url)}  (${tables})`),
    row('Queue', `${queue.url}  (${taker})`),
    row('Keys', keyed ? KEYED : 'none needed: anything on this machine may ask'),
    row('Schedules', scheduleText(stack, options)),
    ...(clock === undefined ? [] : [row('Time', timeText(clock))]),
    ...environmentRows(given),
    ...(scene === undefined ? [] : ['', ...sceneLines(scene, clock?.speed ?? 1)]),
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

/** Names only: a value may be a secret. */
const environmentRows = ({ variables, ignored }: GivenVariables): readonly string[] => {
  const names = Object.keys(variables);
  return [
    ...(names.length === 0 ? [] : [row('Environment', `sets ${names.join(', ')}`)]),
    ...ignored.map((text) => row('', `ignored: ${text}`)),
  ];
};

const providerRows = (
  { upstream, rapidapi }: BannerOptions['stack'],
  options: LocalOptions,
  variables: GivenVariables['variables'],
): readonly string[] => {
  const budget = options.dailyBudget === undefined ? [] : [row('', `at most ${options.dailyBudget} calls a day`)];
  const simulated = upstream ?? rapidapi;
  if (simulated === undefined) {
    const address = variables[ENV.espnSiteUrl];
    const which =
      address === undefined ? 'the real ESPN, over the internet' : `what answers at ${withoutPassword(address)}`;
    return [row('Provider', which), ...budget];
  }
  const name = upstream === undefined ? 'NFL-API-DATA (RapidAPI)' : 'ESPN';
  return [
    row('Provider', `SIMULATED ${name} (seed ${options.seed}): its players and numbers are partly invented`),
    ...budget,
    row('', `calls so far: ${simulated.url}/__calls`),
    ...(upstream === undefined
      ? []
      : [row('', `trades: POST {"league","name","to"} ${upstream.url}/__control/trades`)]),
  ];
};

const scheduleText = ({ schedules }: BannerOptions['stack'], options: LocalOptions): string => {
  if (schedules.rules.length === 0) return 'none: there is no function for them';
  const rules = schedules.rules.map(({ name, every }) => `${name} every ${every / 60_000} minutes`).join(', ');
  return options.schedules === 'on' ? rules : `off (${rules})`;
};

const timeText = ({ speed, now }: Pick<StackClock, 'speed' | 'now'>): string => {
  const began = `SIMULATED: it is ${new Date(now()).toISOString()}`;
  return speed === 1 ? began : `${began}, and the clock runs ${speed} times faster`;
};

const KEYED = "required: add -H 'authorization: Bearer …' to the commands below";

const row = (name: string, text: string): string => `  ${name.padEnd(12)}${text}`;

const withoutPassword = (address: string): string => {
  const url = URL.parse(address);
  return url === null || url.password === '' ? address : address.replace(`:${url.password}@`, ':***@');
};
