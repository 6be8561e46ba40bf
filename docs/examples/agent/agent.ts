import { Client, StreamableHTTPClientTransport, type Tool } from '@modelcontextprotocol/client';

/** What a model wants next: a tool to be called, or an answer to be given. */
export type Step =
  { readonly tool: string; readonly input: Readonly<Record<string, unknown>> } | { readonly answer: string };

/** A language model's API: it reads what was said so far and which tools there are. */
export type Model = (conversation: readonly string[], tools: readonly Tool[]) => Promise<Step>;

export interface Choice {
  readonly id: string;
  /** `Josh Allen (QB, BUF)` */
  readonly title: string;
}

export interface AgentOptions {
  /** Of Statline. */
  readonly url: string;
  readonly key?: string | undefined;
  readonly model: Model;
  /** Asks the person; undefined: they do not want to say. */
  readonly askPerson: (question: string, choices: readonly Choice[]) => Promise<string | undefined>;
  readonly fetch?: typeof fetch;
}

const MAX_STEPS = 8;

/** Answers a question with a model that may use Statline's tools. Where a name means several, the person is asked. */
export const answerWith = async (options: AgentOptions, question: string): Promise<string> => {
  const { url, key, model, askPerson } = options;
  const client = new Client(
    { name: 'statline-example', version: '0.1.0' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' } },
  );
  // Statline never guesses between two players. A client that can be asked gets the question instead of a failure.
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    if (params.mode === 'url') return { action: 'decline' };
    const content: Record<string, string> = {};
    for (const [field, schema] of Object.entries(params.requestedSchema.properties)) {
      const oneOf = 'oneOf' in schema ? schema.oneOf : [];
      const choices = oneOf.map((choice) => ({ id: choice.const, title: choice.title }));
      const chosen = await askPerson(params.message, choices);
      if (chosen === undefined) return { action: 'decline' };
      content[field] = chosen;
    }
    return { action: 'accept', content };
  });
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const fetching = options.fetch && { fetch: options.fetch };
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers }, ...fetching }),
  );
  try {
    const { tools } = await client.listTools();
    const conversation = [question];
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const next = await model(conversation, tools);
      if ('answer' in next) return next.answer;
      const { content } = await client.callTool({ name: next.tool, arguments: next.input });
      // It ends with how old it is and where from. An error says what to try, so the model reads that, too.
      conversation.push(content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'));
    }
    return 'I have not found out.';
  } finally {
    await client.close();
  }
};
