import type { RedisCommand } from './commands.ts';

/** Which keys hold a set, for a Redis that would take a set for a text. */
export interface KeyTypes {
  /** Whether Redis would refuse the command, because its key holds no text. */
  isRefused(command: RedisCommand): boolean;
  note(command: RedisCommand): void;
  /** The result as Redis gives it: to a reader of several texts, what is no text is nothing. */
  seen(command: RedisCommand, result: unknown): unknown;
}

export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

const TEXT_COMMANDS = new Set(['GET', 'GETDEL', 'APPEND', 'STRLEN', 'INCR', 'INCRBY', 'DECR']);

export const createKeyTypes = (): KeyTypes => {
  const sets = new Set<string>();
  return {
    isRefused: ({ name, args: [key = ''] }) => TEXT_COMMANDS.has(name) && sets.has(key),
    note({ name, args }) {
      const [key = ''] = args;
      if (name === 'SADD') sets.add(key);
      if (name === 'SET' && !args.includes('NX')) sets.delete(key);
      if (name === 'DEL' || name === 'UNLINK') for (const each of args) sets.delete(each);
      if (name === 'FLUSHALL' || name === 'FLUSHDB') sets.clear();
    },
    seen({ name, args }, result) {
      if (name !== 'MGET' || sets.size === 0 || !Array.isArray(result)) return result;
      return (result as readonly unknown[]).map((each, index) => (sets.has(args[index] ?? '') ? null : each));
    },
  };
};
