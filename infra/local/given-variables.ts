import { ConfigError, ENV, readConfig } from '../../lib/config.ts';
import { parseWindows } from '../../lib/windows-config.ts';
import { OptionError } from './options-values.ts';
import type { Provider } from './stack/providers.ts';

/** What the environment of `npm start` says about Statline's own settings. */
export interface GivenVariables {
  /** For every function of the stack. */
  readonly variables: Readonly<Record<string, string>>;
  /** One text for each variable that is set and cannot be used here, with the reason. */
  readonly ignored: readonly string[];
}

/** What an option says comes before what the environment says. */
interface GivenOptions {
  readonly upstream: Provider;
  readonly dailyBudget: number | undefined;
  readonly keys: string | undefined;
  readonly cors: unknown;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Reason = (options: GivenOptions) => string | undefined;

const used: Reason = () => undefined;
const ofTheStack: Reason = () => 'the local stack brings its own';
const ofRealEspn: Reason = ({ upstream }) => (upstream === 'espn' ? undefined : 'it is for --upstream espn');
const chosen: Reason = () => 'choose the provider with --upstream';

/** Why a variable is ignored; undefined: it is used. A variable without a line here does not compile. */
const REASONS: Readonly<Record<keyof typeof ENV, Reason>> = {
  redisUrl: () => 'the local stack brings its own; --redis takes an address',
  redisToken: ofTheStack,
  redisTimeout: used,
  tableName: ofTheStack,
  tableTimeout: used,
  espnSiteUrl: ofRealEspn,
  espnWebUrl: ofRealEspn,
  espnCoreUrl: ofRealEspn,
  espnPartnersUrl: ofRealEspn,
  userAgent: used,
  upstreamLabel: ofRealEspn,
  refreshQueueUrl: ofTheStack,
  coherenceWindow: used,
  upstream: chosen,
  rapidApiUrl: () => 'the metered provider is simulated here',
  rapidApiKey: () => 'the metered provider is simulated here, with a made-up key',
  leagues: used,
  windows: used,
  dailyBudget: ({ dailyBudget }) => (dailyBudget === undefined ? undefined : '--daily-budget is given'),
  minuteBudget: used,
  prediction: used,
  logSample: used,
  apiKeyHashes: ({ keys }) => (keys === undefined ? undefined : '--keys is given'),
  metricsNamespace: () => 'nothing collects metrics here',
  corsOrigins: ({ cors }) => (cors !== undefined && cors !== false ? '--cors is given' : undefined),
  keysNeeded: () => 'it follows from whether there are keys',
  apiKeysSecret: () => 'there is no Secrets Manager here; API_KEY_HASHES and --keys take the keys',
};

/** Throws an OptionError that names each variable that is malformed. An empty variable is not set. */
export const givenVariables = (env: Environment, options: GivenOptions): GivenVariables => {
  const variables: Record<string, string> = {};
  const ignored: string[] = [];
  for (const [setting, reasonOf] of Object.entries(REASONS) as [keyof typeof ENV, Reason][]) {
    const name = ENV[setting];
    const value = env[name];
    if (value === undefined || value === '') continue;
    const reason = reasonOf(options);
    if (reason === undefined) variables[name] = value;
    else ignored.push(`${name} (${reason})`);
  }
  checked(variables);
  return { variables: { ...labelOf(variables), ...variables }, ignored };
};

const checked = (variables: Environment): void => {
  try {
    readConfig(variables, parseWindows);
  } catch (error) {
    if (error instanceof ConfigError) throw new OptionError(error.message);
    throw error;
  }
};

const ADDRESSES = [ENV.espnSiteUrl, ENV.espnWebUrl, ENV.espnCoreUrl, ENV.espnPartnersUrl];

/** Answers of another address are stored apart from ESPN's own: the label is part of each key. */
const labelOf = (variables: Environment): Readonly<Record<string, string>> => {
  const address = ADDRESSES.map((name) => variables[name]).find((value) => value !== undefined);
  if (address === undefined) return {};
  const host = new URL(address).host.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { [ENV.upstreamLabel]: `espn-${host}`.slice(0, 40) };
};
