import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, TOO_LARGE } from '../../../infra/local/bounded-body.ts';

/** A request that went through, and what it was answered. */
export interface Exchange {
  readonly path: string;
  /** Which operation of an AWS service; empty for anything else. */
  readonly target: string;
  readonly asked: string;
  readonly status: number;
  readonly answered: string;
}

/** Stands between the functions and a neighbour of theirs, and notes what passes. */
export interface Recorder {
  readonly url: string;
  /** Whom to pass it on to: known only when the neighbour has started. */
  passTo(url: string): void;
  close(): Promise<void>;
}

export interface RecorderOptions {
  readonly note: (exchange: Exchange) => void;
  /** Changes a body on its way. */
  readonly amend?: (body: string) => string;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const HEADERS = ['authorization', 'content-type', 'x-amz-target', 'x-amz-date', 'upstash-encoding'];

export const startRecorder = async ({ note, amend = (body) => body }: RecorderOptions): Promise<Recorder> => {
  let neighbour: string | undefined;

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === TOO_LARGE || neighbour === undefined) throw new Error('It cannot be passed on');
    const { url: path = '/', method = 'POST', headers } = request;
    const asked = amend(body.toString('utf8'));
    const answer = await fetch(neighbour + path, {
      method,
      headers: HEADERS.flatMap((name): [string, string][] => {
        const value = headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
      ...(method !== 'GET' && { body: asked }),
    });
    const answered = await answer.text();
    note({ path, target: String(headers['x-amz-target'] ?? ''), asked, status: answer.status, answered });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    response.end(answered);
  };

  const server = createServer((request, response) => {
    // Whoever asked learns of it as of any neighbour that hangs up.
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passTo: (url) => void (neighbour = url),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
