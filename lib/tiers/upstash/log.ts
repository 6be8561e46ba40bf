import { randomUUID } from 'node:crypto';
import type { SharedTier } from '../../cache/index.ts';
import { completeLog, markOf, readLog, writeLines, writeLog } from '../purge-lines.ts';
import { isWrongType, logKey, readText, UpstashFault, withoutPayload, type UpstashRedis } from './calls.ts';

const MAX_RESTORE_ATTEMPTS = 5;

// The only script: Redis before 8.4 has no other compare-and-set. Rare enough that its price, a command for each call
// inside, does not matter.
const COMPARE_AND_SET = `
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2])
  return 1
end
return 0`;

/**
 * What changes the purge logs, a text for each namespace. Without a time to live: those that have one are evicted first.
 * Loaded with the first change: questions only read.
 */
export const createUpstashLog = (
  redis: UpstashRedis,
  prefix: string,
): Pick<SharedTier, 'purge' | 'restore' | 'prune'> => {
  const keyOf = (namespace: string): string => logKey(prefix, namespace);

  /** False: it is not `before` any more, and stays as it is. A concurrent append is never lost. */
  const replace = async (key: string, before: string, after: string): Promise<boolean> =>
    (await withoutPayload(redis.eval<[string, string]>(COMPARE_AND_SET, [key], [before, after]))) === 1;

  /**
   * The same as `call`, after a key that holds no text is removed: nothing could be appended to it, and nobody but us has
   * business there. To a reader it was no log, and is none now.
   */
  const asText = async <T>(key: string, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      if (!isWrongType(error)) throw error;
      await withoutPayload(redis.del(key));
      return call();
    }
  };

  return {
    async purge(namespace, scopes, stamp) {
      if (scopes.length === 0) return;
      const key = keyOf(namespace);
      // One append for all of them: a reader sees every line or none.
      const lines = writeLines(scopes.map((scope) => [scope, stamp] as const));
      const length: unknown = await asText(key, () => withoutPayload(redis.append(key, lines)));
      // Whatever stands between us and Redis may answer 200 to a purge that never arrived.
      if (typeof length !== 'number' || length < lines.length) {
        throw new UpstashFault('A garbage answer: not the length of what was appended to');
      }
    },

    async restore(namespace, copy) {
      const key = keyOf(namespace);
      for (let attempt = 0; attempt < MAX_RESTORE_ATTEMPTS; attempt += 1) {
        // Something to append to, before the copy is made: what is purged after the copy is then found behind it. It is
        // no log to anybody, and no two are alike, so that one that was evicted meanwhile is not taken for this one.
        const mark = markOf(randomUUID());
        const placed = (await withoutPayload(redis.set(key, mark, { nx: true }))) === 'OK';
        const there = placed ? mark : await asText(key, () => readText(redis, key));
        if (there === null) continue;
        // Somebody else's restored log, or one that never was lost.
        if (readLog(there) !== undefined) return;
        const log = await copy();
        if (log === undefined) return;
        if (await replace(key, there, writeLog(completeLog(log, there, randomUUID)))) return;
      }
      throw new UpstashFault('The purge log changed at every attempt to restore it');
    },

    async prune(namespace, keep) {
      const key = keyOf(namespace);
      const text = await asText(key, () => readText(redis, key));
      const log = text === null ? undefined : readLog(text);
      if (text === null || log === undefined) return;
      const pruned = writeLog(new Map([...log].filter(([scope, stamp]) => keep(scope, stamp))));
      // When a purge comes between, the next pruning does it.
      if (pruned !== text) await replace(key, text, pruned);
    },
  };
};
