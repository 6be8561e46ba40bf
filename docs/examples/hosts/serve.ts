import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Bot } from './bot.ts';

const MAX_BODY_BYTES = 100_000;

/** Runs a bot on a plain server. The process lives on, so what takes longer goes on in it after the answer. */
export const serve = (bot: Bot, port: number): Server => {
  const server = createServer((incoming, outgoing) => {
    const arrived = Date.now();
    const rest: string[] = [];
    const later = (body: string): Promise<void> => {
      rest.push(body);
      return Promise.resolve();
    };
    respond(incoming, (request) => bot.answer(request, { arrived, later }))
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        const text = await response.text();
        outgoing.end(text, () => void Promise.all(rest.map((body) => bot.finish(body))).catch(console.error));
      })
      .catch((error: unknown) => {
        console.error(error);
        if (!outgoing.headersSent) outgoing.writeHead(500).end();
      });
  });
  return server.listen(port, () => console.log('The bot listens at', server.address()));
};

const respond = async (
  incoming: IncomingMessage,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> => {
  if (incoming.method !== 'POST') return new Response('Only POST is answered here', { status: 405 });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return new Response('The body is too large', { status: 413 });
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headersDistinct).map(([name, all = []]): [string, string] => [
    name,
    all.join(),
  ]);
  return answer(new Request('http://bot.invalid/', { method: 'POST', headers, body: Buffer.concat(chunks) }));
};
