import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { problem } from './problem.ts';
import type { HttpResponse } from './response.ts';

/** How long a client that is still sending has to read its answer, in ms. */
const LINGER_MS = 500;

/** Writes an answer. The rest of a request that is still arriving is discarded, for `LINGER_MS` at most. */
export const send = (request: IncomingMessage, response: ServerResponse, answer: HttpResponse): void => {
  if (response.destroyed) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  if (answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies);
  // The length of an answer to HEAD would be that of the answer to GET, which nobody has here.
  const hasLength = request.method !== 'HEAD' && answer.status !== 204 && answer.status !== 304;
  if (hasLength) response.setHeader('content-length', answer.body.length);
  response.end(answer.body);
  if (request.complete) return;
  // Closing at once would reset the connection before the client has read the answer.
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(timer));
  request.resume();
};

const UNREADABLE: Readonly<Record<string, HttpResponse>> = {
  HPE_HEADER_OVERFLOW: problem({
    status: 431,
    code: 'headers-too-large',
    detail: 'The request line and the headers are too large together',
  }),
  ERR_HTTP_REQUEST_TIMEOUT: problem({ status: 408, code: 'request-timeout', detail: 'The request did not arrive' }),
};

/** Answers malformed or oversized HTTP before it becomes a request. */
export const answerUnreadable = (server: Server): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const { status, headers, body } =
      UNREADABLE[error.code ?? ''] ?? problem({ status: 400, code: 'bad-request', detail: 'This is not HTTP' });
    const lines = Object.entries({ ...headers, 'content-length': body.length, connection: 'close' });
    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    socket.end(`HTTP/1.1 ${status} Error\r\n${head}\r\n\r\n${body.toString('utf8')}`, () => socket.destroy());
  });
};
