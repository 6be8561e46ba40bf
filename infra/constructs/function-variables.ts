import { SecretValue } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import { ENV, readConfig } from '../../lib/config.ts';
import { parseWindows } from '../../lib/windows-config.ts';
import { DeploymentConfigError, metricsNamespaceOf, type DeploymentConfig } from '../deployment-config.ts';

type Variables = Readonly<Record<string, string>>;

/** The variables of every function, beside its table and queue. Checked now by the functions' own rules, not at their start. */
export const functionVariables = (config: DeploymentConfig): Variables => {
  const plain = plainVariables(config);
  try {
    const variables =
      config.rapidApiSecret === undefined ? plain : { ...plain, [ENV.rapidApiKey]: 'resolved-at-deploy' };
    readConfig(variables, parseWindows);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeploymentConfigError(`The functions would not start: ${reason}`, { cause: error });
  }
  return { ...plain, ...credentials(config) };
};

/** The variables of the function that answers with pages. A deployment always has keys. */
export const pageVariables = ({ corsOrigins, leagues }: DeploymentConfig): Variables => ({
  [ENV.keysNeeded]: 'true',
  ...(corsOrigins && { [ENV.corsOrigins]: corsOrigins.join(',') }),
  ...(leagues && { [ENV.leagues]: leagues.join(',') }),
});

/** The variables of the function that answers agents, beside where the keys are. */
export const toolVariables = ({ corsOrigins, logSample }: DeploymentConfig): Variables => ({
  ...(corsOrigins && { [ENV.corsOrigins]: corsOrigins.join(',') }),
  ...(logSample !== undefined && { [ENV.logSample]: String(logSample) }),
});

const plainVariables = (config: DeploymentConfig): Variables =>
  Object.fromEntries(
    Object.entries({
      [ENV.upstream]: config.upstream,
      [ENV.upstreamLabel]: config.upstream,
      [ENV.userAgent]: config.userAgent,
      [ENV.prediction]: config.prediction,
      [ENV.leagues]: config.leagues?.join(','),
      [ENV.windows]: config.windowsFile === undefined ? undefined : minified(config.windowsFile),
      [ENV.dailyBudget]: config.dailyBudget?.toString(),
      [ENV.minuteBudget]: config.minuteBudget?.toString(),
      [ENV.coherenceWindow]: String(config.coherenceSeconds * 1000),
      [ENV.corsOrigins]: config.corsOrigins?.join(','),
      [ENV.logSample]: config.logSample?.toString(),
      [ENV.metricsNamespace]: config.name === undefined ? undefined : metricsNamespaceOf(config),
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** References that CloudFormation resolves at deploy: the template, the repository and the logs never hold the values. */
const credentials = ({ upstashSecret, rapidApiSecret }: DeploymentConfig): Variables => ({
  ...(upstashSecret === undefined
    ? {}
    : { [ENV.redisUrl]: reference(upstashSecret, 'url'), [ENV.redisToken]: reference(upstashSecret, 'token') }),
  ...(rapidApiSecret === undefined ? {} : { [ENV.rapidApiKey]: reference(rapidApiSecret, 'key') }),
});

const reference = (name: string, jsonField: string): string =>
  // "Unsafe" is to write a value down. This writes down where it is: Lambda's variables take no other form.
  SecretValue.secretsManager(name, { jsonField }).unsafeUnwrap();

const minified = (file: string): string => {
  try {
    return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeploymentConfigError(`windowsFile cannot be read: ${reason}`, { cause: error });
  }
};
