import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Statline } from './constructs/statline.ts';
import type { DeploymentConfig } from './deployment-config.ts';

export interface StatlineStackProps extends StackProps {
  /** Where the build wrote the functions: one folder each. */
  readonly bundles: string;
  readonly config: DeploymentConfig;
}

/** A deployment that is a stack of its own. */
export class StatlineStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, config, ...props }: StatlineStackProps) {
    super(scope, id, props);
    // CDK leaves the id Default out of all names: resources are called as if they stood in the stack itself.
    new Statline(this, 'Default', { ...config, bundles });
    // The library writes down dependencies that are plain from the properties as well (W3005).
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
  }
}
