import type { Invocation } from './runtime-client.ts';

// Read at import, before the clock is shifted: a deadline is in the machine's time.
const machineNow = Date.now;

/** The second argument of a handler. */
export const contextOf = ({ id, deadline, functionArn }: Invocation) => ({
  awsRequestId: id,
  invokedFunctionArn: functionArn,
  functionName: variable('AWS_LAMBDA_FUNCTION_NAME'),
  functionVersion: variable('AWS_LAMBDA_FUNCTION_VERSION'),
  memoryLimitInMB: variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
  logGroupName: variable('AWS_LAMBDA_LOG_GROUP_NAME'),
  logStreamName: variable('AWS_LAMBDA_LOG_STREAM_NAME'),
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - machineNow()),
});

const variable = (name: string): string => process.env[name] ?? '';
