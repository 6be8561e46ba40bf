import type { RedisCommand, RedisReply } from './commands.ts';

/** Expiry of keys by a clock that Redis does not know. */
interface Expiry {
  /** Returns expired keys and forgets them; the caller must delete them in Redis. */
  due(): readonly string[];
  /** The command without its expiry, or the reply to a command about expiry only. */
  take(command: RedisCommand): Taken;
  /** Records the expiry of a command that succeeded. */
  note(taken: Taken, result: unknown): void;
  forget(key: string): void;
}

type Taken =
  | { readonly kind: 'run'; readonly command: RedisCommand; readonly until?: number | null }
  /** The reply depends on whether the key exists. */
  | { readonly kind: 'ask'; readonly key: string; readonly reply: (exists: boolean) => RedisReply };

const NOT_A_NUMBER: RedisReply = { error: 'ERR value is not an integer or out of range' };
const UNITS: Readonly<Record<string, number>> = { EX: 1000, PX: 1, EXAT: 1000, PXAT: 1 };

export const createExpiry = (clock: { now(): number }): Expiry => {
  const expiries = new Map<string, number>();
  // The soonest of them, so that a command with nothing due costs one comparison.
  let soonest = Infinity;

  const set = (key: string, until: number): void => {
    expiries.set(key, until);
    soonest = Math.min(soonest, until);
  };

  return {
    due: () => {
      const now = clock.now();
      if (now < soonest) return [];
      const keys = [...expiries].flatMap(([key, until]) => (until <= now ? [key] : []));
      for (const key of keys) expiries.delete(key);
      soonest = [...expiries.values()].reduce((least, until) => Math.min(least, until), Infinity);
      return keys;
    },
    take: (command) => {
      const { name, args } = command;
      const [key = '', amount = ''] = args;
      switch (name) {
        case 'SET':
          return withoutTimes(command, clock.now());
        case 'TTL':
        case 'PTTL': {
          const unit = name === 'TTL' ? 1000 : 1;
          return ask(
            key,
            () => {
              const until = expiries.get(key);
              return until === undefined ? -1 : Math.ceil((until - clock.now()) / unit);
            },
            -2,
          );
        }
        case 'EXPIRE':
        case 'PEXPIRE':
          if (!/^-?\d{1,15}$/.test(amount)) return { kind: 'ask', key, reply: () => NOT_A_NUMBER };
          return ask(key, () => {
            set(key, clock.now() + Number(amount) * (name === 'EXPIRE' ? 1000 : 1));
            return 1;
          });
        case 'PERSIST':
          return ask(key, () => (expiries.delete(key) ? 1 : 0));
        default:
          return { kind: 'run', command };
      }
    },
    note: (taken, result) => {
      if (taken.kind !== 'run') return;
      const { name, args } = taken.command;
      const [key] = args;
      if (name === 'FLUSHALL' || name === 'FLUSHDB') expiries.clear();
      if (name === 'DEL' || name === 'UNLINK') for (const each of args) expiries.delete(each);
      if (name === 'GETDEL' && key !== undefined) expiries.delete(key);
      // A SET that NX or XX prevented answers nil and leaves the expiry unchanged.
      if (name !== 'SET' || key === undefined || (result !== 'OK' && !args.slice(2).includes('GET'))) return;
      if (taken.until === undefined || taken.until === null) expiries.delete(key);
      else set(key, taken.until);
    },
    forget: (key) => {
      expiries.delete(key);
    },
  };
};

const ask = (key: string, there: () => number, missing = 0): Taken => ({
  kind: 'ask',
  key,
  reply: (exists) => ({ result: exists ? there() : missing }),
});

/** `options` of a SET are checked and in capitals by now. */
const withoutTimes = ({ name, args }: RedisCommand, now: number): Taken => {
  const kept: string[] = [];
  let until: number | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const unit = index > 1 ? UNITS[word] : undefined;
    if (unit === undefined) kept.push(word);
    else {
      index += 1;
      until = Number(args[index]) * unit + (word.endsWith('AT') ? 0 : now);
    }
  }
  return { kind: 'run', command: { name, args: kept }, until };
};
