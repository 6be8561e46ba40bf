import type { Handler } from './handler.ts';
import { contextOf } from './invocation-context.ts';
import type { Invocation, RuntimeClient } from './runtime-client.ts';

/** Runs one invocation after the other until the Runtime API is gone. */
export const runInvocations = async ({
  client,
  handler,
  onClock = () => undefined,
}: {
  readonly client: RuntimeClient;
  readonly handler: Handler;
  /** Called before each invocation with the offset of the stack's clock in ms, if it has one. */
  readonly onClock?: (offset: number) => void;
}): Promise<void> => {
  let current: string | undefined;

  // As on Lambda: an uncaught error fails the current invocation and ends the environment.
  const onUncaught = (error: unknown): void => {
    printError(error);
    const told = current === undefined ? Promise.resolve() : client.fail(current, error);
    void told.catch(() => undefined).then(() => process.exit(129));
  };
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);

  for (;;) {
    const invocation = await client.next().catch(() => process.exit(0));
    current = invocation.id;
    if (invocation.clockOffset !== undefined) onClock(invocation.clockOffset);
    process.env._X_AMZN_TRACE_ID = invocation.traceId;
    await answer({ client, handler, invocation }).catch(() => process.exit(0));
    current = undefined;
  }
};

interface Work {
  readonly client: RuntimeClient;
  readonly handler: Handler;
  readonly invocation: Invocation;
}

/** Rejects only when the Runtime API cannot be reached. */
const answer = async ({ client, handler, invocation }: Work): Promise<void> => {
  let payload: string;
  try {
    payload = asJson(await handler(JSON.parse(invocation.event), contextOf(invocation)));
  } catch (error) {
    printError(error);
    await client.fail(invocation.id, error);
    return;
  }
  await client.respond(invocation.id, payload);
};

// JSON.stringify answers undefined for undefined, whatever its type says.
const asJson = (value: unknown): string => (value === undefined ? 'null' : JSON.stringify(value));

const printError = (error: unknown): void => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
};
