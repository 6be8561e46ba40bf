import type { IncomingMessage } from 'node:http';
import type { RedisCommand, RedisReply } from './commands.ts';

/** What a request asks for, read from its path and body. */
export type RedisRequest =
  | { readonly kind: 'single'; readonly command: RedisCommand }
  | { readonly kind: 'pipeline' | 'multi-exec'; readonly commands: readonly RedisCommand[] };

/** The request is invalid; the message is sent to the client. */
export class RedisRequestError extends Error {
  override readonly name = 'RedisRequestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The body's text; throws a 413 as soon as it is over `maxBytes`. */
export const readText = async (request: IncomingMessage, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > maxBytes) throw new RedisRequestError(413, `ERR max request size exceeded. Limit: ${maxBytes} bytes`);
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** `target` is the request line's: a path and perhaps a query. */
export const parseRequest = (target: string, text: string): RedisRequest => {
  const { words, query } = targetWords(target);
  const [first, ...rest] = words;
  if (first === undefined) return { kind: 'single', command: commandOf(parseJson(text)) };
  if (rest.length === 0 && (first === 'pipeline' || first === 'multi-exec')) {
    const commands = parseJson(text);
    if (!Array.isArray(commands) || commands.length === 0)
      throw new RedisRequestError(400, 'ERR empty pipeline request');
    return { kind: first, commands: commands.map(commandOf) };
  }
  // /set/foo/bar?PX=100: the body, if any, comes after the path, the query after both.
  return { kind: 'single', command: commandOf([first, ...rest, ...(text === '' ? [] : [text]), ...query]) };
};

const targetWords = (target: string): { readonly words: readonly string[]; readonly query: readonly string[] } => {
  const [path = '', query = ''] = target.split('?', 2);
  try {
    return {
      words: path
        .split('/')
        .filter((part) => part !== '')
        .map(decodeURIComponent),
      query: [...new URLSearchParams(query)].flat().filter((word) => word !== ''),
    };
  } catch {
    throw new RedisRequestError(400, 'ERR failed to parse path');
  }
};

/** Encodes every text of a reply in base64, as the client asked. */
export const encodeReply = (reply: RedisReply, base64: boolean): RedisReply =>
  'error' in reply ? reply : { result: encodeResult(reply.result, base64) };

const encodeResult = (result: unknown, base64: boolean): unknown => {
  if (typeof result === 'string') return base64 ? Buffer.from(result).toString('base64') : result;
  if (Array.isArray(result)) return result.map((item) => encodeResult(item, base64));
  return typeof result === 'number' ? result : null;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new RedisRequestError(400, 'ERR failed to parse command');
  }
};

const commandOf = (json: unknown): RedisCommand => {
  const words: readonly unknown[] = Array.isArray(json) ? json : [];
  const [name, ...args] = words.map(wordOf);
  if (name === undefined || name === '') throw new RedisRequestError(400, 'ERR empty command');
  return { name: name.toUpperCase(), args };
};

const wordOf = (word: unknown): string => {
  if (typeof word === 'string') return word;
  if (typeof word === 'number' || typeof word === 'boolean') return String(word);
  throw new RedisRequestError(400, 'ERR failed to parse command');
};
