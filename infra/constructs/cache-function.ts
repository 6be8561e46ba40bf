import { RemovalPolicy, Validations, type Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type IGrantable, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface CacheFunctionProps {
  /** The folder that the build wrote this function to. */
  readonly bundle: string;
  readonly description: string;
  readonly timeout: Duration;
  /** Megabytes; a core comes with 1,769. */
  readonly memorySize: number;
  readonly logRetention: RetentionDays;
  readonly environment: Readonly<Record<string, string>>;
  /** For a scheduled function: how many may run at once. Its invocations are not retried. */
  readonly scheduled?: { readonly reservedConcurrency: number | undefined };
}

/** One of Statline's functions, on the runtime it is built and tested for, with a role of its own. */
export class CacheFunction extends Construct implements IGrantable {
  readonly function: Function;

  constructor(
    scope: Construct,
    id: string,
    { bundle, description, timeout, memorySize, logRetention, environment, scheduled }: CacheFunctionProps,
  ) {
    super(scope, id);
    // AWS's managed policy for Lambda would let it write to every log group of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(this, 'Logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    logGroup.grantWrite(role);
    this.function = new Function(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundle),
      handler: 'lambda.handler',
      description,
      memorySize,
      timeout,
      role,
      environment,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      tracing: Tracing.ACTIVE,
      ...(scheduled && {
        // The next run does what a failed one left.
        retryAttempts: 0,
        ...(scheduled.reservedConcurrency !== undefined && {
          reservedConcurrentExecutions: scheduled.reservedConcurrency,
        }),
      }),
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: "X-Ray's PutTraceSegments and PutTelemetryRecords know no resources: AWS takes nothing but *.",
    });
  }

  get grantPrincipal(): IPrincipal {
    return this.function.grantPrincipal;
  }

  setVariable(name: string, value: string): void {
    this.function.addEnvironment(name, value);
  }
}
