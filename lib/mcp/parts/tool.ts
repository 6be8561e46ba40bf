import {
  CLIENT_CAPABILITIES_META_KEY,
  type CallToolResult,
  type ClientCapabilities,
  type InputRequiredResult,
  type McpServer,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import type { CallOptions, StatlineClient } from '../../client/index.ts';
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
    server.registerTool(name, config, (given, { mcpReq: { signal, envelope, inputResponses } }) =>
      run(given, {
        client,
        call: { ...call, signal },
        person: personOf(declaredIn(envelope) ?? connection.getClientCapabilities(), inputResponses),
      }),
    );
  };

/** Since 2026 each request says what its client can do. */
const declaredIn = (envelope: object | undefined): ClientCapabilities | undefined =>
  envelope && (new Map(Object.entries(envelope)).get(CLIENT_CAPABILITIES_META_KEY) as ClientCapabilities | undefined);

/** In 2025's protocol the client has said so once, for the whole connection. */
interface Connection {
  getClientCapabilities(): ClientCapabilities | undefined;
}
