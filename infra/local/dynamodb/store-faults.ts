import type { IncomingMessage, Server, ServerResponse } from 'node:http';

const FAULT = JSON.stringify({
  __type: 'com.amazon.coral.service#InternalServerError',
  message: 'The embedded DynamoDB cannot write to its folder',
});

/** The errors of LevelDB: `LEVEL_IO_ERROR` when the disk is full. */
export const isStoreFault = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('LEVEL_');

/**
 * dynalite throws what its store cannot write, where nobody can catch it, which would end the whole stack, and never
 * answers the request. With this the requests under way are answered with a 500, and the rest of the stack goes on.
 * Answers how to take it back.
 */
export const outliveStoreFaults = (server: Server, report: (error: Error) => void): (() => void) => {
  const open = new Set<ServerResponse>();
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  const onUncaught = (error: unknown): void => {
    // Anything else ends the process, as it would without a listener.
    if (!isStoreFault(error)) throw error;
    report(error);
    for (const response of open) {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(FAULT);
      // A read beside the failed write still ends, and its answer comes too late.
      response.setHeader = () => response;
      response.end = () => response;
    }
  };
  process.on('uncaughtException', onUncaught);
  return () => void process.off('uncaughtException', onUncaught);
};
