import { McpServer, type McpServerFactory } from '@modelcontextprotocol/server';
import type { StatlineClient } from '../client/index.ts';
import { TOOLS } from './tools/index.ts';

export interface StatlineMcpOptions {
  /** Asks the deployment. */
  readonly client: StatlineClient;
  /** Of the release. */
  readonly version: string;
  /** Seconds (0.1 to 10) in which the service is to answer, with something older or with `pending` if need be. Default: 8. */
  readonly wait?: number;
}

/** Tools are a part of the release. Milliseconds. */
const LIST_TTL_MS = 3_600_000;

const INSTRUCTIONS =
  'Sports stats from a shared cache. Name players and teams as people do, or by id. Where a name means several, ask with ' +
  'the id of a candidate. Every answer ends with how old it is and where it is from.';

/**
 * Makes MCP servers that ask one deployment: one for a request over HTTP, one for a connection over stdio.
 *
 * @example
 * const handler = createMcpHandler(createStatlineMcp({ client: createStatlineClient({ url }), version: VERSION }));
 */
export const createStatlineMcp = ({ client, version, wait = 8 }: StatlineMcpOptions): McpServerFactory => {
  const hint = { ttlMs: LIST_TTL_MS, cacheScope: 'public' } as const;
  return () => {
    const server = new McpServer(
      { name: 'statline', title: 'Statline', version },
      {
        instructions: INSTRUCTIONS,
        cacheHints: { 'tools/list': hint, 'server/discover': hint },
        // A call names ten players at the most.
        maxToolInputElements: 50,
      },
    );
    for (const add of TOOLS) add(server, { client, call: { wait } });
    return server;
  };
};
