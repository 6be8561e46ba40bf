import { randomUUID } from 'node:crypto';

export interface VariablesOptions {
  readonly name: string;
  readonly taskRoot: string;
  readonly handler: string;
  readonly memorySize: number;
  readonly runtimeApi: string;
  /** The function's own. They may set credentials and a region, as a role and a deployment do on AWS. */
  readonly own: Readonly<Record<string, string>>;
}

/** Everything a function finds in its environment: what Lambda gives it and its own, nothing of ours. */
export const environmentVariables = ({
  name,
  taskRoot,
  handler,
  memorySize,
  runtimeApi,
  own,
}: VariablesOptions): Record<string, string> => ({
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  LANG: 'en_US.UTF-8',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  ...own,
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: `local/[$LATEST]${randomUUID().replaceAll('-', '')}`,
  AWS_LAMBDA_RUNTIME_API: runtimeApi,
  LAMBDA_TASK_ROOT: taskRoot,
  TZ: ':UTC',
  _HANDLER: handler,
});
