import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { ENV } from '../../lib/config.ts';
import { parseKeyHashes } from '../../lib/http/api-keys.ts';
import { LOOPBACK } from './gateway/loopback.ts';
import { moment, trade } from './options-time.ts';
import { givenVariables, type GivenVariables } from './given-variables.ts';
import { SCENE_NAMES, type SceneName } from './scenes/scene.ts';
import { SCENES } from './scenes/scenes.ts';
import { choice, decimal, integer, OptionError, urlOf } from './options-values.ts';
import type { Provider, StackTrade } from './stack/providers.ts';

export interface LocalOptions {
  readonly port: number;
  /** The address that it listens on. */
  readonly host: string;
  readonly environments: number;
  /** Stop an environment's process between its invocations, as Lambda does. */
  readonly freeze: boolean;
  /** A Redis; undefined: the embedded one. */
  readonly redis: string | undefined;
  /** A DynamoDB endpoint; undefined: the embedded one. */
  readonly dynamodb: string | undefined;
  readonly upstream: Provider;
  /** The folder of the embedded DynamoDB; undefined: the repository's. */
  readonly data: string | undefined;
  readonly fresh: boolean;
  readonly seed: number;
  /** Milliseconds. */
  readonly latency: number;
  /** Of the simulated provider's answers, from 0 to 1. */
  readonly errorRate: number;
  /** `role:hash,…` as `npm run statline -- keys` prints it; undefined: no key is needed. */
  readonly keys: string | undefined;
  /** Pages of any origin may read answers. */
  readonly cors: boolean;
  readonly schedules: 'on' | 'off';
  /** How many times faster than this machine's clock Statline's runs. */
  readonly speed: number;
  /** The first moment of Statline's clock, epoch ms; undefined: now. */
  readonly start: number | undefined;
  readonly trades: readonly StackTrade[];
  /** What a bot is put through; undefined: nothing. */
  readonly scene: SceneName | undefined;
  /** Provider calls a day; undefined: no limit. */
  readonly dailyBudget: number | undefined;
}

export type ParsedOptions =
  | { readonly kind: 'run'; readonly options: LocalOptions; readonly given: GivenVariables }
  | { readonly kind: 'help' }
  | { readonly kind: 'invalid'; readonly message: string };

export const HELP = `npm start -- [options]: Statline on this machine

  --port N                   where the API listens (8787; 0: any free port)
  --host ADDRESS             on which address: 0.0.0.0 is every one of this machine's, and needs keys (127.0.0.1)
  --environments N           how many execution environments the API may have, 1 to 64 (4)
  --freeze                   stop each environment's process between its invocations, as Lambda does
  --redis URL                the Redis behind the REST protocol, redis:// or rediss:// (embedded)
  --dynamodb URL             a DynamoDB endpoint, http:// or https:// (embedded)
  --data DIR                 where the embedded DynamoDB keeps its tables (.statline/dynamodb)
  --fresh                    empty the embedded DynamoDB first
  --upstream NAME            the data provider: simulated (an ESPN on this machine), espn (the real one) or
                             rapidapi (a metered nfl-api-data on this machine, with a made-up key) (simulated)
  --seed N                   which simulated world (1)
  --latency MS               milliseconds that each answer of the simulated provider takes (80)
  --error-rate X             the share of its answers that fail, 0 to 1 (0)
  --keys LIST                require API keys: read:HASH,admin:HASH, see npm run statline -- keys (no key needed)
  --cors                     let pages of any origin read answers (off; CORS_ORIGINS lists origins)
  --schedules on|off         run the warmer every 5 minutes and the purger every 10 (on)
  --speed X                  run the clock X times faster, 1 to 3600; within an invocation it runs at normal speed (1)
  --start MOMENT             the clock's first moment, such as 2026-11-10T20:00Z (now)
  --trade LEAGUE:PLAYER:TEAM[@MOMENT]
                             a trade in the simulated provider: a player by id or name, to a team or to none; repeatable
  --scene NAME               put a bot through something, minute by minute: blocked, trade-night, game-night, slow,
                             over-budget or outage; docs/test-your-bot.md says what it should see
  --daily-budget N           the maximum of provider calls a day (no limit)
  --help                     this text

The variables that configure a deployment (LEAGUES, WINDOWS, API_KEY_HASHES, UPSTREAM_USER_AGENT, with
--upstream espn also ESPN_SITE_URL and its siblings, …; the README lists them) are taken from the environment.`;

/** Reads the command line and the environment. A mistake is reported in one line that names the option or variable. */
export const parseOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): ParsedOptions => {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false });
    if (values.help === true) return { kind: 'help' };
    const scene = choice('--scene', values.scene, SCENE_NAMES);
    const shown = scene && SCENES[scene];
    const options: LocalOptions = {
      port: integer('--port', values.port, { min: 0, max: 65_535 }) ?? 8787,
      host: addressOf(values.host) ?? LOOPBACK,
      environments: integer('--environments', values.environments, { min: 1, max: 64 }) ?? 4,
      freeze: values.freeze === true,
      redis: urlOf('--redis', values.redis, ['redis', 'rediss']),
      dynamodb: urlOf('--dynamodb', values.dynamodb, ['http', 'https']),
      upstream: choice('--upstream', values.upstream, ['simulated', 'espn', 'rapidapi']) ?? 'simulated',
      data: values.data,
      fresh: values.fresh === true,
      seed: integer('--seed', values.seed, { min: 0, max: 0xffff_ffff }) ?? 1,
      latency: integer('--latency', values.latency, { min: 0, max: 60_000 }) ?? 80,
      errorRate: decimal('--error-rate', values['error-rate'], { min: 0, max: 1 }) ?? 0,
      keys: keysOf(values.keys),
      cors: values.cors === true,
      schedules: choice('--schedules', values.schedules, ['on', 'off']) ?? 'on',
      speed: decimal('--speed', values.speed, { min: 1, max: 3600 }) ?? shown?.speed ?? 1,
      start: moment('--start', values.start) ?? shown?.start,
      scene,
      trades: (values.trade ?? []).map(trade),
      dailyBudget: integer('--daily-budget', values['daily-budget'], { min: 1, max: 10_000_000 }),
    };
    for (const name of NOT_FOR[options.upstream]) {
      if (values[name] !== undefined) {
        throw new OptionError(`--${name} is for the simulated provider, not for --upstream ${options.upstream}`);
      }
    }
    for (const name of ['data', 'fresh'] as const) {
      if (options.dynamodb !== undefined && values[name] !== undefined) {
        throw new OptionError(`--${name} is for the embedded DynamoDB, not for --dynamodb`);
      }
    }
    if (values.data === '') throw new OptionError('--data needs a folder');
    const given = givenVariables(env, options);
    if (!isLoopback(options.host) && options.keys === undefined && given.variables[ENV.apiKeyHashes] === undefined) {
      throw new OptionError(
        `--host ${options.host} needs --keys or API_KEY_HASHES: whoever reaches this machine could purge; npm run statline -- keys create makes a key`,
      );
    }
    return { kind: 'run', options, given };
  } catch (error) {
    if (error instanceof OptionError) return { kind: 'invalid', message: error.message };
    if (isParseError(error)) return { kind: 'invalid', message: firstSentence(error.message) };
    throw error;
  }
};

// The real provider cannot be moved to another time.
const NOT_FOR = {
  simulated: [],
  espn: ['seed', 'latency', 'error-rate', 'trade', 'speed', 'start', 'scene'],
  rapidapi: ['latency', 'error-rate', 'trade', 'scene'],
} as const;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  environments: { type: 'string' },
  freeze: { type: 'boolean' },
  redis: { type: 'string' },
  dynamodb: { type: 'string' },
  upstream: { type: 'string' },
  data: { type: 'string' },
  fresh: { type: 'boolean' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  'error-rate': { type: 'string' },
  keys: { type: 'string' },
  cors: { type: 'boolean' },
  schedules: { type: 'string' },
  speed: { type: 'string' },
  start: { type: 'string' },
  trade: { type: 'string', multiple: true },
  scene: { type: 'string' },
  'daily-budget': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const addressOf = (text: string | undefined): string | undefined => {
  if (text === undefined || isIP(text) !== 0) return text;
  if (text === 'localhost') return LOOPBACK;
  throw new OptionError(`--host must be an IP address, not ${JSON.stringify(text)}`);
};

const isLoopback = (address: string): boolean => /^(127\.|::1$)/.test(address);

const keysOf = (text: string | undefined): string | undefined => {
  if (text === undefined || parseKeyHashes(text) !== undefined) return text;
  // The value may be a key by mistake, so the message does not repeat it.
  throw new OptionError(
    '--keys must be a list of read:HASH or admin:HASH, with :LIMIT for a daily one, as npm run statline -- keys create prints it',
  );
};

const isParseError = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

// The rest are hints about positional arguments, which this command does not take.
const firstSentence = (message: string): string => message.split(/\.\s|\n/)[0] ?? message;
