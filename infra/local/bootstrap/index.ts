import { loadHandler } from './handler.ts';
import { runInvocations } from './invocations.ts';
import { createRuntimeClient } from './runtime-client.ts';
import { installShiftedDate } from './shifted-date.ts';

// The Runtime Interface Client of the local stack: it starts in an execution environment before the function.
const required = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the bootstrap runs inside an execution environment`);
  return value;
};

// A terminal sends Ctrl-C to the whole process group, but only the stack ends its environments.
process.on('SIGINT', () => undefined);
// The stack holds the other end of stdin, which closes when the stack ends for any reason.
process.stdin.on('close', () => process.exit(0)).resume();

// A stack with a clock of its own passes its offset, so the function sees no other time from its import on.
const [, , offset] = process.argv;
const shifted = offset === undefined ? undefined : installShiftedDate(Number(offset));

const client = createRuntimeClient({ address: required('AWS_LAMBDA_RUNTIME_API') });
try {
  const handler = await loadHandler({ taskRoot: required('LAMBDA_TASK_ROOT'), name: required('_HANDLER') });
  await runInvocations({ client, handler, onClock: (next) => shifted?.shift(next) });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await client.initError(error);
  process.exit(1);
}
