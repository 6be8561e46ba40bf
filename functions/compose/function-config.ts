import { ENV, readConfig, type Config, type Variables } from '../../lib/config.ts';

/** The configuration of a function. What reads windows for moves is loaded where there are some. Rejects with ConfigError. */
export const readFunctionConfig = async (env: Variables): Promise<Config> => {
  const hasWindows = (env[ENV.windows] ?? '') !== '';
  return readConfig(env, hasWindows ? (await import('../../lib/windows-config.ts')).parseWindows : undefined);
};
