import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import RedisMock from 'ioredis-mock';
import { refusalOf, type RedisBackend, type RedisCommand, type RedisReply } from './commands.ts';
import { createExpiry } from './expiry.ts';
import { createKeyTypes, WRONG_TYPE } from './types.ts';

const EXPIRY_WORDS = new Set(['EX', 'PX', 'EXAT', 'PXAT']);
const FLAG_WORDS = new Set(['NX', 'XX', 'GET']);
// With the index of the key argument; a script may write its first key.
const WRITES = new Map([
  ...['SET', 'SETNX', 'APPEND', 'INCR', 'INCRBY', 'DECR', 'SADD'].map((name) => [name, 0] as const),
  ['EVAL', 2],
]);

interface EmbeddedRedisOptions {
  readonly maxKeys?: number;
  /** The clock for expiry; by default this machine's. A key that a script sets always expires by this machine's. */
  readonly clock?: { now(): number };
}

/**
 * A Redis in this process, empty at the start. `maxKeys` bounds it: the key written longest ago is evicted first.
 * Differs from a real Redis where Statline does not depend on it: lengths are in characters, a script does not check
 * types, and reads an empty text as none.
 */
export const createEmbeddedRedis = ({ maxKeys = 50_000, clock = Date }: EmbeddedRedisOptions = {}): RedisBackend => {
  // ioredis-mock instances of one host share their data; a unique name keeps this one apart.
  const redis = new RedisMock({ host: randomUUID() });
  // ioredis-mock frees an expired key only when it is read; without this it would grow for ever.
  const written = new Set<string>();
  const types = createKeyTypes();
  // With the machine's clock the mock expires keys itself.
  const expiry = clock === Date ? undefined : createExpiry(clock);

  const remember = async (key: string): Promise<void> => {
    written.delete(key);
    written.add(key);
    if (written.size <= maxKeys) return;
    for (const oldest of written) {
      written.delete(oldest);
      expiry?.forget(oldest);
      await redis.del(oldest);
      return;
    }
  };

  const runNow = async (command: RedisCommand): Promise<RedisReply> => {
    const { name, args } = command;
    if (types.isRefused(command)) return { error: WRONG_TYPE };
    types.note(command);
    const result = types.seen(command, await call(redis, name.toLowerCase(), args));
    const key = args[WRITES.get(name) ?? -1];
    if (key !== undefined) await remember(key);
    return { result };
  };

  const runOnTime = async (command: RedisCommand): Promise<RedisReply> => {
    if (expiry === undefined) return runNow(command);
    const due = expiry.due();
    // Started before the command, in the same turn of the event loop: the mock runs commands in order.
    const gone = due.length === 0 ? undefined : redis.del(...due);
    const taken = expiry.take(command);
    if (taken.kind === 'ask') {
      const [found] = await Promise.all([redis.exists(taken.key), gone]);
      return taken.reply(found === 1);
    }
    const [reply] = await Promise.all([runNow(taken.command), gone]);
    if ('result' in reply) expiry.note(taken, reply.result);
    return reply;
  };

  const run = async (command: RedisCommand): Promise<RedisReply> => {
    const { name, args } = command;
    const options = name === 'SET' ? setOptions(args.slice(2)) : [];
    if ('error' in options) return options;
    try {
      return await runOnTime(name === 'SET' ? { name, args: [...args.slice(0, 2), ...options] } : command);
    } catch (error) {
      return { error: withPrefix(error instanceof Error ? error.message : String(error)) };
    }
  };

  return {
    embedded: true,
    run,
    async transaction(commands) {
      if (commands.some((command) => refusalOf(command) !== undefined)) {
        return { error: 'EXECABORT Transaction discarded because of previous errors.' };
      }
      // All start in the same turn of the event loop, so nothing can come between.
      return Promise.all(commands.map(run));
    },
    async close() {
      await redis.flushall();
      redis.disconnect();
    },
  };
};

/** The mock has a method per command and no generic `call`. */
const call = (redis: Redis, method: string, args: readonly string[]): unknown => {
  const command: unknown = Reflect.get(redis, method);
  if (typeof command !== 'function') throw new Error(`ERR ${method} is not in the embedded Redis`);
  return Reflect.apply(command, redis, args);
};

/** The mock takes SET's options in capitals only, ignores others and accepts any number: checked here as Redis does. */
const setOptions = (words: readonly string[]): readonly string[] | { readonly error: string } => {
  const options: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]?.toUpperCase() ?? '';
    options.push(word);
    if (FLAG_WORDS.has(word)) continue;
    index += 1;
    const time = words[index];
    if (!EXPIRY_WORDS.has(word) || time === undefined) return { error: 'ERR syntax error' };
    if (!/^-?\d{1,18}$/.test(time)) return { error: 'ERR value is not an integer or out of range' };
    if (Number(time) <= 0) return { error: `ERR invalid expire time in 'set' command` };
    options.push(time);
  }
  // It reads expiry words and times in pairs, and so they must come before GET, which is not one.
  const flags = options.filter((word) => FLAG_WORDS.has(word));
  return [...options.filter((word) => !FLAG_WORDS.has(word)), ...flags];
};

const withPrefix = (message: string): string => (/^[A-Z]+ /.test(message) ? message : `ERR ${message}`);
