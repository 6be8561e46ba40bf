import { Duration } from 'aws-cdk-lib';
import type { IGrantable, IPrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface CacheFunctionProps {
  /** The folder that the build wrote this function to. */
  readonly bundle: string;
  /** Longer than a load may take, shorter than API Gateway waits. */
  readonly timeout?: Duration;
  readonly memorySize?: number;
}

/** One of Statline's functions, on the runtime it is built and tested for. */
export class CacheFunction extends Construct implements IGrantable {
  readonly function: Function;

  constructor(
    scope: Construct,
    id: string,
    // Half a gigabyte: room for 64 MB of entries, and a third of a core to parse what the provider sends.
    { bundle, timeout = Duration.seconds(15), memorySize = 512 }: CacheFunctionProps,
  ) {
    super(scope, id);
    this.function = new Function(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundle),
      handler: 'lambda.handler',
      memorySize,
      timeout,
      loggingFormat: LoggingFormat.JSON,
      logGroup: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_MONTH }),
    });
  }

  get grantPrincipal(): IPrincipal {
    return this.function.grantPrincipal;
  }

  setVariable(name: string, value: string): void {
    this.function.addEnvironment(name, value);
  }
}
