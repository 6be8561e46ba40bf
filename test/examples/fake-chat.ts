import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a bot has sent to Discord or Slack by itself. */
export interface SentToChat {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Stands for Discord or Slack where a bot sends answers that it had deferred. */
export interface FakeChat {
  readonly url: string;
  readonly sent: readonly SentToChat[];
  /** From now on requests are answered with this status. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

export const startFakeChat = async (): Promise<FakeChat> => {
  const sent: SentToChat[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    void text(request).then((body) => {
      sent.push({ method, path: url, body: body === '' ? undefined : JSON.parse(body) });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    answerWith: (next) => {
      status = next;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
