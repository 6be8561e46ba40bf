import type { PurgeLog } from '../../cache/index.ts';
import { readLog } from '../purge-lines.ts';
import { logKey, readTexts, type UpstashRedis } from './calls.ts';

/** The purge logs of several namespaces, in their order and by one command; undefined where there is no whole one. */
export const readUpstashLogs = async (
  redis: UpstashRedis,
  prefix: string,
  namespaces: readonly string[],
): Promise<readonly (PurgeLog | undefined)[]> => {
  const keys = namespaces.map((namespace) => logKey(prefix, namespace));
  const texts = await readTexts(redis, keys);
  return texts.map((text) => (text === null ? undefined : readLog(text)));
};
