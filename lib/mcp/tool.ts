import type {
  CallToolResult,
  ClientCapabilities,
  InputRequiredResult,
  McpServer,
  StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import type { CallOptions, StatlineClient } from '../client/index.ts';
import { personOf, type Person } from './person.ts';

/** What a tool asks with. */
export interface Asking {
  readonly client: StatlineClient;
  /** Of every question: how long it may take. */
  readonly call: CallOptions;
  /** Who can be asked back where a name means several. */
  readonly person: Person;
}

export type Outcome = CallToolResult | InputRequiredResult;

export interface Tool<Input> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: StandardSchemaWithJSON<unknown, Input>;
  readonly output: StandardSchemaWithJSON;
  readonly run: (input: Input, asking: Asking) => Promise<Outcome>;
}

/** Gives a server a tool. */
export type AddTool = (server: McpServer, asking: Pick<Asking, 'client' | 'call'>) => void;

const ANNOTATIONS = { readOnlyHint: true, idempotentHint: true, openWorldHint: true };

export const addTool =
  <Input>({ name, title, description, input, output, run }: Tool<Input>): AddTool =>
  (server, { client, call }) => {
    const config = { title, description, inputSchema: input, outputSchema: output, annotations: ANNOTATIONS };
    const connection: Connection = server.server;
    server.registerTool(name, config, (given, { mcpReq: { signal, inputResponses } }) =>
      run(given, {
        client,
        call: { ...call, signal },
        person: personOf(connection.getClientCapabilities(), inputResponses),
      }),
    );
  };

/** Says what the client can do: once for a connection of 2025, with each request since 2026. */
interface Connection {
  getClientCapabilities(): ClientCapabilities | undefined;
}
