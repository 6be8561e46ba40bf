import {
  Client,
  InMemoryTransport,
  StreamableHTTPClientTransport,
  type ClientCapabilities,
} from '@modelcontextprotocol/client';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { StatlineClient } from '../../lib/client/index.ts';
import { MAX_STRUCTURE_BYTES, MAX_TEXT_BYTES } from '../../lib/mcp/parts/answer.ts';
import { createStatlineMcp } from '../../lib/mcp/index.ts';
import { strictly } from './strictly.ts';

/** The eras that the official client speaks: 2025's, whichever the server has, and 2026's alone. */
export const MODES = ['legacy', 'auto', { pin: '2026-07-28' }] as const;
export type Mode = (typeof MODES)[number];

export const TRANSPORTS = ['http', 'stdio'] as const;
export type TransportName = (typeof TRANSPORTS)[number];

/** Both, of each mode. */
export const WAYS = TRANSPORTS.flatMap((transport) =>
  MODES.map((mode) => ({ transport, mode, way: `${transport} ${typeof mode === 'string' ? mode : mode.pin}` })),
);

export interface Answered {
  readonly text: string;
  readonly structure: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** A form as the person in front of the agent sees it. */
export interface Form {
  readonly message: string;
  /** By field, the ids and titles to choose from. */
  readonly fields: Readonly<Record<string, readonly (readonly [id: string, title: string])[]>>;
}

export interface Agent {
  readonly client: Client;
  /** HTTP requests to the server so far; of stdio none. */
  requests(): number;
  call(tool: string, input: Readonly<Record<string, unknown>>): Promise<Answered>;
  close(): Promise<void>;
}

export interface AgentOptions {
  readonly mode: Mode;
  /** What the person fills in; undefined: they decline. Left out: nobody can be asked. */
  readonly person?: (form: Form) => Readonly<Record<string, string>> | undefined;
  /** Instead of what `person` gives. */
  readonly capabilities?: ClientCapabilities;
}

type Connect = (client: Client) => Promise<{ readonly requests: () => number }>;

/** An agent with the official client, connected by `connect`. */
export const agentBy = async (connect: Connect, { mode, person, capabilities }: AgentOptions): Promise<Agent> => {
  const client = new Client(
    { name: 'agent', version: '1.0.0' },
    { capabilities: capabilities ?? (person && { elicitation: {} }) ?? {}, versionNegotiation: { mode } },
  );
  if (person !== undefined) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      const content = person(formOf(params));
      return content === undefined ? { action: 'decline' } : { action: 'accept', content: { ...content } };
    });
  }
  const { requests } = await connect(client);
  const schemas = new Map<string, ReturnType<typeof strictly>>();
  return {
    client,
    requests,
    async call(tool, input) {
      if (schemas.size === 0) {
        for (const { name, outputSchema } of (await client.listTools()).tools)
          schemas.set(name, strictly(outputSchema));
      }
      const result = await client.callTool({ name: tool, arguments: { ...input } });
      const [first, ...others] = result.content;
      expect(others).toEqual([]);
      const text = first?.type === 'text' ? first.text : '';
      const structure = (result.structuredContent ?? {}) as Answered['structure'];
      // Promises of every answer, whichever test asks for it.
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_TEXT_BYTES);
      expect(Buffer.byteLength(JSON.stringify(structure))).toBeLessThanOrEqual(MAX_STRUCTURE_BYTES);
      if (result.structuredContent !== undefined) expect(schemas.get(tool)?.(structure)).toEqual([]);
      return { text, structure, isError: result.isError ?? false };
    },
    close: () => client.close(),
  };
};

/** An agent in front of the tools, without a process or a socket between them. */
export const agentOn = (client: StatlineClient, transport: TransportName, options: AgentOptions): Promise<Agent> =>
  agentBy(transport === 'http' ? overHttp(client) : overStdio(client), options);

const overHttp =
  (client: StatlineClient): Connect =>
  async (agent) => {
    let requests = 0;
    const handler = createMcpHandler(createStatlineMcp({ client, version: '1.2.3' }));
    const url = new URL('http://mcp.test/mcp');
    const fetch = (to: string | URL, init?: RequestInit): Promise<Response> => {
      requests += 1;
      return handler.fetch(new Request(to, init));
    };
    await agent.connect(new StreamableHTTPClientTransport(url, { fetch }));
    return { requests: () => requests };
  };

const overStdio =
  (client: StatlineClient): Connect =>
  async (agent) => {
    const [here, there] = InMemoryTransport.createLinkedPair();
    serveStdio(createStatlineMcp({ client, version: '1.2.3' }), { transport: there });
    await agent.connect(here);
    return { requests: () => 0 };
  };

const FormSchema = v.object({
  message: v.string(),
  requestedSchema: v.object({
    properties: v.record(v.string(), v.object({ oneOf: v.array(v.object({ const: v.string(), title: v.string() })) })),
  }),
});

const formOf = (params: unknown): Form => {
  const { message, requestedSchema } = v.parse(FormSchema, params);
  const fields = Object.entries(requestedSchema.properties).map(
    ([field, { oneOf }]) => [field, oneOf.map((each) => [each.const, each.title] as const)] as const,
  );
  return { message, fields: Object.fromEntries(fields) };
};
