import { UnreadableAnswer, UpstashRefusal, type SetOptions, type UpstashPipeline, type UpstashRedis } from './calls.ts';

export interface UpstashClientOptions {
  readonly url: string;
  readonly token: string;
  /** Milliseconds that one request may take, its body included. */
  readonly timeout: number;
  /** Told of the commands that are about to be sent, as Upstash bills them. */
  readonly onCommands?: (count: number) => void;
}

type Command = readonly (string | number)[];

// A script is billed as itself and each call in it: the only one compares, and replaces.
const CALLS_IN_SCRIPT = 2;
// By it a replica knows which of our own writes it has to have seen before it answers.
const SYNC_TOKEN = 'upstash-sync-token';

/**
 * Redis over Upstash's REST protocol: a command is a list of words, a pipeline a list of commands, and an answer
 * `{"result": …}` or `{"error": "…"}`. Each request is sent once, and what it is answered is given back as it came.
 *
 * @example
 * const redis = createUpstashClient({ url: 'https://eu1-x.upstash.io', token, timeout: 600 });
 * await redis.mget('statline:nfl:player:3139477');
 */
export const createUpstashClient = ({ url, token, timeout, onCommands }: UpstashClientOptions): UpstashRedis => {
  const base = url.replace(/\/$/, '');
  const authorization = `Bearer ${token}`;
  let synced = '';

  const post = async (address: string, body: Command | readonly Command[]): Promise<unknown> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', [SYNC_TOKEN]: synced },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    });
    const answer = parsed(await response.text());
    if (!response.ok) throw new UpstashRefusal(worded(fieldOf(answer, 'error')));
    synced = response.headers.get(SYNC_TOKEN) ?? '';
    return answer;
  };

  const run = async (...command: Command): Promise<unknown> => {
    onCommands?.(command[0] === 'eval' ? 1 + CALLS_IN_SCRIPT : 1);
    return resultOf(await post(base, command));
  };

  const pipeline = (): UpstashPipeline => {
    const commands: Command[] = [];
    const own: UpstashPipeline = {
      set(...args) {
        commands.push(setCommand(...args));
        return own;
      },
      async exec() {
        onCommands?.(commands.length);
        const answers = await post(`${base}/pipeline`, commands);
        if (!Array.isArray(answers)) throw new TypeError('A pipeline without a list of answers');
        return answers.map((answer: unknown, index) =>
          resultOf(answer, `Command ${index + 1} [ ${commands[index]?.[0] ?? '?'} ] failed: `),
        );
      },
      length: () => commands.length,
    };
    return own;
  };

  return {
    mget: (...keys) => run('mget', ...keys),
    get: (key) => run('get', key),
    set: (...args) => run(...setCommand(...args)),
    append: (key, value) => run('append', key, value),
    del: (...keys) => run('del', ...keys),
    eval: (script, keys, args) => run('eval', script, keys.length, ...keys, ...args),
    pipeline,
  };
};

const setCommand = (key: string, value: string, { nx = false, px }: SetOptions = {}): Command => [
  'set',
  key,
  value,
  ...(nx ? ['nx'] : []),
  ...(px === undefined ? [] : ['px', px]),
];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnreadableAnswer();
  }
};

/** Undefined where the answer is no object, or has no such field. */
const fieldOf = (answer: unknown, name: 'result' | 'error'): unknown =>
  typeof answer === 'object' && answer !== null ? (answer as Readonly<Record<string, unknown>>)[name] : undefined;

const resultOf = (answer: unknown, before = ''): unknown => {
  const error = fieldOf(answer, 'error');
  if (error !== undefined && error !== null && error !== '') throw new UpstashRefusal(`${before}${worded(error)}`);
  const result = fieldOf(answer, 'result');
  if (result === undefined) throw new TypeError('Request did not return a result');
  return result;
};

const worded = (error: unknown): string => (typeof error === 'string' ? error : 'an error without words');
