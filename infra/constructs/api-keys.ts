import { Stack, Validations, type RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ENV } from '../../lib/config.ts';
import type { CacheFunction } from './cache-function.ts';

export interface ApiKeysProps {
  readonly removalPolicy: RemovalPolicy;
  /** The name or ARN of a secret that is there already: nothing is created. */
  readonly existing?: string | undefined;
}

/** The keys that callers present: `{"adminKey": …, "keys": [{"name", "role", "sha256"}]}` in Secrets Manager. */
export class ApiKeys extends Construct {
  /** Its name or ARN. */
  readonly secretId: string;
  readonly #arn: string;

  constructor(scope: Construct, id: string, { removalPolicy, existing }: ApiKeysProps) {
    super(scope, id);
    this.secretId = existing ?? this.#generated(removalPolicy).secretArn;
    this.#arn = existing === undefined || existing.startsWith('arn:') ? this.secretId : this.#arnOf(existing);
  }

  /** Tells a function where the keys are, and lets it read them. */
  grantTo(fn: CacheFunction): void {
    fn.setVariable(ENV.apiKeysSecret, this.secretId);
    Grant.addToPrincipal({ grantee: fn, actions: ['secretsmanager:GetSecretValue'], resourceArns: [this.#arn] });
  }

  #generated(removalPolicy: RemovalPolicy): Secret {
    const secret = new Secret(this, 'Secret', {
      description: 'API keys of Statline',
      // Never change this: CloudFormation would generate the secret anew, and every key in it would be gone.
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ keys: [] }),
        generateStringKey: 'adminKey',
        passwordLength: 40,
        excludePunctuation: true,
      },
      removalPolicy,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Callers hold these keys: a rotation by the clock would lock them out. docs/operations.md says how.',
    });
    return secret;
  }

  // An ARN ends in six characters that Secrets Manager makes up.
  #arnOf(name: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;
  }
}
