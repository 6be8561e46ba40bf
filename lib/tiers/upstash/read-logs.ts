import type { PurgeLog } from '../../cache/index.ts';
import { readLog } from '../purge-lines.ts';
import { readTexts, type UpstashRedis } from './calls.ts';
import { createUpstashLog } from './log.ts';

/** The purge logs of several namespaces, in their order and by one command; undefined where there is no whole one. */
export const readUpstashLogs = async (
  redis: UpstashRedis,
  prefix: string,
  namespaces: readonly string[],
): Promise<readonly (PurgeLog | undefined)[]> => {
  const log = createUpstashLog(redis, prefix);
  const keys = namespaces.map((namespace) => log.keyOf(namespace));
  const texts = await readTexts(redis, keys);
  return texts.map((text) => (text === null ? undefined : readLog(text)));
};
