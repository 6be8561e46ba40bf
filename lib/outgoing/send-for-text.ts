import type { IncomingHttpHeaders } from 'node:http';
import { open, type Outgoing } from './send.ts';

export interface Exchange extends Omit<Outgoing, 'signal'> {
  readonly body?: string;
  /** Milliseconds for all of it, the answer's body included. */
  readonly timeout: number;
  /** Of the answer's body. */
  readonly maxBytes: number;
}

export interface TextAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** There was no whole answer in time. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** The answer's body is longer than it may be. */
class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Sends a request and reads its answer, whole. Rejects with what Node says of the connection, and at either limit. */
export const sendForText = (url: URL, { body, timeout, maxBytes, ...outgoing }: Exchange): Promise<TextAnswer> =>
  new Promise((resolve, reject) => {
    const request = open(url, outgoing);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
      request.destroy();
    };
    // A process that was busy or frozen finds its timer and its answer due at once: what is there is still in time.
    const expire = (): void => void setImmediate(fail, new TimeoutError(`No answer within ${timeout} ms`));
    const timer = setTimeout(expire, timeout);

    request.on('error', fail).on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response
        .on('data', (part: Buffer) => {
          size += part.byteLength;
          if (size > maxBytes) fail(new TooLargeError(`An answer of more than ${maxBytes} bytes`));
          else parts.push(part);
        })
        .on('end', () => {
          clearTimeout(timer);
          const text = (parts.length === 1 ? parts[0] : Buffer.concat(parts, size))?.toString('utf8') ?? '';
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        })
        .on('error', fail);
    });
    request.end(body);
  });
