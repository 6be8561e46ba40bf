/** A Redis command as the protocol carries it: a name in capitals, then its arguments. */
export interface RedisCommand {
  readonly name: string;
  readonly args: readonly string[];
}

/** What Redis answered to one command. */
export type RedisReply = { readonly result: unknown } | { readonly error: string };

/** Redis itself: real, or embedded in this process. Rejects when it cannot be reached. */
export interface RedisBackend {
  readonly embedded: boolean;
  run(command: RedisCommand): Promise<RedisReply>;
  /** Runs all of them with nothing in between; one error when the transaction was discarded. */
  transaction(commands: readonly RedisCommand[]): Promise<readonly RedisReply[] | { readonly error: string }>;
  close(): Promise<void>;
}

const MANY = Infinity;
// Fewest and most arguments. What is not here is refused: a blocking or subscribing command would stop the connection
// that all requests share.
const ARITY: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['PING', [0, 1]],
  ['ECHO', [1, 1]],
  ['GET', [1, 1]],
  ['SET', [2, MANY]],
  ['SETNX', [2, 2]],
  ['GETDEL', [1, 1]],
  ['MGET', [1, MANY]],
  ['APPEND', [2, 2]],
  ['EVAL', [2, MANY]],
  ['STRLEN', [1, 1]],
  ['INCR', [1, 1]],
  ['INCRBY', [2, 2]],
  ['DECR', [1, 1]],
  ['DEL', [1, MANY]],
  ['UNLINK', [1, MANY]],
  ['EXISTS', [1, MANY]],
  ['TYPE', [1, 1]],
  ['TTL', [1, 1]],
  ['PTTL', [1, 1]],
  ['EXPIRE', [2, 2]],
  ['PEXPIRE', [2, 2]],
  ['PERSIST', [1, 1]],
  ['KEYS', [1, 1]],
  ['DBSIZE', [0, 0]],
  ['FLUSHDB', [0, 0]],
  ['FLUSHALL', [0, 0]],
  ['SADD', [2, MANY]],
  ['SREM', [2, MANY]],
  ['SMEMBERS', [1, 1]],
  ['SISMEMBER', [2, 2]],
  ['SCARD', [1, 1]],
]);

/** Redis's own error for an unknown command or a wrong number of arguments; undefined: the command may run. */
export const refusalOf = ({ name, args }: RedisCommand): string | undefined => {
  const arity = ARITY.get(name);
  if (arity === undefined) {
    const beginning = args.map((arg) => `'${arg.slice(0, 128)}' `).join('');
    return `ERR unknown command '${name.slice(0, 128)}', with args beginning with: ${beginning}`;
  }
  const [fewest, most] = arity;
  if (args.length >= fewest && args.length <= most) return undefined;
  return `ERR wrong number of arguments for '${name.toLowerCase()}' command`;
};
